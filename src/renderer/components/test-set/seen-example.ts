/** An example of the test set as it is looked at. */
export interface SeenExample {
  /** In the test set. */
  place: number
  label: number
  /** What it is, in words. */
  name: string
  /** What the network took it for; null where its outputs are no numbers. */
  answer: string | null
  isRight: boolean
  /** The largest output's share of all. */
  share: number
  /** The largest output less the second largest. */
  gap: number
  cost: number
  /** What another network took it for, where two are compared. */
  otherAnswer?: string | null
  /** Grey values; null for examples that are no pictures. */
  picture: Uint8Array | null
  values: readonly number[]
}
