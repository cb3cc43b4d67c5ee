import type { LandscapeInput } from '../../../shared/landscape'

/** What a person chose of a landscape, and of how it is drawn. */
export interface LandscapeChoices extends Pick<
  LandscapeInput,
  'plane' | 'seed' | 'size' | 'examples'
> {
  /** The number of another run in the same plane. */
  second: number | null
  logarithmic: boolean
  /** The random walk beside the path. */
  walk: boolean
}
