import type { NudgeStudy, StudyInput } from '../../../shared/study'

/** Sizes of a nudge that can be chosen. */
export const NUDGE_LIMITS = { min: 0.01, max: 10 } as const

/** Around the chosen nudge, on both sides of no nudge at all: -3 to 3 times it. */
export const AROUND: readonly number[] = Array.from({ length: 25 }, (_, place) => place / 4 - 3)

/** From far below to far above those, five sizes for each factor of ten. */
export const LADDER: readonly number[] = Array.from({ length: 26 }, (_, place) =>
  Number((10 ** (place / 5 - 3)).toPrecision(3))
)

/** A nudge that was tried. */
export interface TriedNudge {
  /** What was added to the weight. */
  nudge: number
  promised: number
  real: number
}

/** @param answered The question: one weight, times its factors. */
export function triedNudges(
  { changes, promised }: NudgeStudy,
  { deltas, factors }: Pick<StudyInput<'study.nudge'>, 'deltas' | 'factors'>
): TriedNudge[] {
  return factors.map((factor, place) => ({
    nudge: factor * deltas[0].delta,
    promised: factor * promised,
    real: changes[place]
  }))
}

/** How far the real change is off the promised one, as a share of the promised: 0 for a kept promise. */
export function missOf({ promised, real }: TriedNudge): number {
  return promised === 0
    ? real === 0
      ? 0
      : Infinity
    : Math.abs(real - promised) / Math.abs(promised)
}

/** Where a promise breaks. */
export interface Breaking {
  /** The largest nudge up to which all keep the promise within a tenth; null: not even the smallest. */
  keptUpTo: number | null
  /** The smallest nudge that is off by half or more; null: none. */
  offByHalf: number | null
  /** The smallest nudge that does the opposite of what was promised; null: none. */
  turnsAt: number | null
}

/** @param tried Nudges in one direction, the smallest first. */
export function findBreaking(tried: readonly TriedNudge[]): Breaking {
  const broken = tried.findIndex((each) => !(missOf(each) <= 0.1))
  const kept = broken < 0 ? tried.at(-1) : tried.at(broken - 1)
  return {
    keptUpTo: broken === 0 || !kept ? null : kept.nudge,
    offByHalf: tried.find((each) => missOf(each) >= 0.5)?.nudge ?? null,
    turnsAt: tried.find(({ promised, real }) => promised * real < 0)?.nudge ?? null
  }
}

/** The power of ten in which numbers are told so that the largest is 1 to 1000: 10^-6 for 0.00012. */
export function unitPower(values: readonly number[]): number {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  if (!(largest > 0) || !Number.isFinite(largest) || largest >= 0.1) return 0
  return Math.floor(Math.log10(largest) / 3) * 3
}
