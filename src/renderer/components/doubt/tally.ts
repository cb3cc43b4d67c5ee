import { SURE } from '../../../shared/doubt'

/** How sure a network was of what it answered, picture by picture. */
export interface Tally {
  seen: number
  /** Of those: surer than SURE. */
  sure: number
  /** Pictures by sureness: 0 to 10 %, 10 to 20 % … 90 to 100 %. */
  bins: readonly number[]
}

const BINS = 10

export const NOTHING_SEEN: Tally = { seen: 0, sure: 0, bins: new Array<number>(BINS).fill(0) }

/** @param sureness 0..1 each; what is no number (a diverged network's) counts as not sure at all. */
export function addTo(tally: Tally, sureness: ArrayLike<number>): Tally {
  const bins = [...tally.bins]
  let sure = tally.sure
  for (let index = 0; index < sureness.length; index++) {
    const value = Number.isFinite(sureness[index]) ? sureness[index] : 0
    if (value > SURE) sure++
    bins[Math.min(BINS - 1, Math.floor(value * BINS))]++
  }
  return { seen: tally.seen + sureness.length, sure, bins }
}
