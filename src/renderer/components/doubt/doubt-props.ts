import type { WeightSource } from '../../../shared/weight-source'
import type { Pad } from '../../composables/use-pad'

/** What every part of the panel is given. */
export interface DoubtProps {
  source: WeightSource
  /** Id of the data set that the run learned from. */
  dataset: string
  /** Whether the outputs share out one whole (softmax). */
  areShares: boolean
  /** Of the classes, in their order. */
  names: readonly string[]
  /** The same where they were given names; null: they are digits, or numbers. */
  classNames: readonly string[] | null
  pad: Pad
}
