/** What came of repeating a stored run: its replay certificate. */
export type Verification =
  /** Every stored epoch and checkpoint came out the same, to the last bit. */
  | { verdict: 'identical'; epochs: number; checkpoints: number }
  /** `epoch`: the first that did not. */
  | { verdict: 'differs'; epoch: number }
  /** It was made by another version of the arithmetic, and cannot be repeated by this one. */
  | { verdict: 'other-numerics'; numerics: number }
  /** Nothing was stored that could be compared. */
  | { verdict: 'nothing-stored' }
