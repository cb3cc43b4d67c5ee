import { curvature, findMinima, largestCurvature, type FunctionOfOne } from './one-functions'
import { stepLength, type Rule } from './one-rule'
import { isLost } from './one-walk'

/** What is to be said of a ball, from how it came where it is. */
export const VERDICTS = [
  /** At a start, with a slope. */
  'start',
  /** Put where the function has no value. */
  'nowhere',
  /** Far out, and lower at every step: there is no lowest place. */
  'endless',
  /** Flown off. */
  'lost',
  /** The step took the place of the weight. */
  'forgets',
  /** To and fro, each time further away. */
  'climbs',
  /** To and fro, at the same distance. */
  'swings',
  /** To and fro, each time nearer. */
  'overshoots',
  /** Higher than it was before: thrown out of a steep part. */
  'thrown',
  /** Steps of one size come no nearer than half of it. */
  'rattles',
  /** Slope zero, and lower on both sides. */
  'top',
  /** Slope zero, and nothing lower near by. */
  'minimum',
  /** Almost there: slope and steps shrink. */
  'arrives',
  /** Steps too small to be seen, as the ground is flat. */
  'flat',
  /** Steps too small to be seen, as the learning rate is. */
  'crawls',
  /** Downhill, as it should be. */
  'rolls'
] as const
export type Verdict = (typeof VERDICTS)[number]

/** The part of the axis that is shown, and how high the ground is there. */
export interface View {
  from: number
  to: number
  /** Between the lowest and the highest shown. */
  range: number
}

/** A slope of less than this share of the usual one counts as none. */
const FLAT = 1e-3
/** A slope of less than this share is a gentle one. */
const GENTLE = 0.15
/** Steps shorter than this share of the picture's width are hardly seen. */
const SHORT_STEP = 2e-3
/** Steps that differ by less than this share are as long as each other. */
const ALIKE = 0.02
/** A place without slope lies within this share of the picture's width, or the ball is not at it. */
const NEAR = 0.02
/** Over so many steps is looked back for a throw. */
const MEMORY = 12

/** Names what a ball does. `path`: its weights from the start until now. */
export function judge(path: readonly number[], rule: Rule, of: FunctionOfOne, view: View): Verdict {
  const width = view.to - view.from
  const weight = path[path.length - 1]
  if (isLost(of, weight, width)) return howLost(path, rule, of)
  if (!rule.keepsWeight && path.length > 1) return 'forgets'
  const slope = of.slope(weight)
  if (Math.abs(slope) < (FLAT * view.range) / width) return atRest(of, weight, slope, width)
  if (path.length === 1) return 'start'
  const turning = toAndFro(path, rule)
  if (turning) return turning
  if (wasThrown(path, of)) return 'thrown'
  return onItsWay(of, weight, rule, view)
}

function howLost(path: readonly number[], rule: Rule, { value }: FunctionOfOne): Verdict {
  if (path.length === 1) return 'nowhere'
  const heights = path.map(value)
  const falls = heights.every((height, at) => at === 0 || height < heights[at - 1])
  return rule.keepsWeight && falls ? 'endless' : 'lost'
}

function atRest(of: FunctionOfOne, weight: number, slope: number, width: number): Verdict {
  const bend = curvature(of, weight)
  // where the slope would be zero if the ground bent on like this; further away it is only gentle here
  if (!(Math.abs(slope) <= Math.abs(bend) * NEAR * width)) return 'flat'
  if (bend > 0) return 'minimum'
  return bend < 0 ? 'top' : 'flat'
}

/** The last three moves, where each went against the one before. */
function toAndFro(path: readonly number[], rule: Rule): Verdict | undefined {
  const moves = path
    .slice(-4)
    .flatMap((weight, at, last) => (at > 0 ? [weight - last[at - 1]] : []))
  const turns = moves.every((move, at) => at === 0 || move * moves[at - 1] < 0)
  if (moves.length < 2 || !turns) return undefined
  if (rule.size === 'fixed') return 'rattles'
  const ratio = Math.abs(moves[moves.length - 1] / moves[moves.length - 2])
  if (ratio > 1 + ALIKE) return 'climbs'
  return ratio < 1 - ALIKE ? 'overshoots' : 'swings'
}

/** Whether one of the last steps went up, and what it lost has not been made good. */
function wasThrown(path: readonly number[], { value }: FunctionOfOne): boolean {
  const heights = path.slice(-MEMORY).map(value)
  const now = heights[heights.length - 1]
  return (
    heights.some((height, at) => at > 0 && height > heights[at - 1]) && now > Math.min(...heights)
  )
}

function onItsWay(of: FunctionOfOne, weight: number, rule: Rule, view: View): Verdict {
  const width = view.to - view.from
  const slope = of.slope(weight)
  if (Math.abs(stepLength(rule, slope)) >= SHORT_STEP * width) return 'rolls'
  if (Math.abs(slope) >= (GENTLE * view.range) / width) return 'crawls'
  return curvature(of, weight) > 0 ? 'arrives' : 'flat'
}

/** Changes that mend what a verdict complains of. */
export type Remedy = Partial<Pick<Rule, 'rate' | 'size' | 'keepsWeight' | 'keepsRate'>>

/** A half of what would be the limit of steps that never climb. */
const CAUTION = 0.5
/** At most so many times larger at once. */
const BOLDNESS = 10
/** What the sliders can be set to. */
export const LEAST_RATE = 0.001
export const LARGEST_RATE = 10

/** What would help, if anything does. */
export function remedyFor(
  verdict: Verdict,
  rule: Rule,
  of: FunctionOfOne,
  view: View
): Remedy | undefined {
  // what was left out comes before what is set wrong
  if (!rule.keepsWeight && ['forgets', 'lost'].includes(verdict)) return { keepsWeight: true }
  switch (verdict) {
    case 'rattles':
      return { size: 'proportional', rate: gentleRate(of, view) }
    case 'lost':
    case 'climbs':
    case 'swings':
    case 'overshoots':
    case 'thrown':
      if (!rule.keepsRate) return { keepsRate: true }
      return fewer(rule, gentleRate(of, view))
    case 'crawls':
    case 'flat': {
      const rate = roundDown(Math.min(rule.rate * BOLDNESS, gentleRate(of, view), LARGEST_RATE))
      return rule.keepsRate && rate > rule.rate ? { rate } : undefined
    }
    default:
      return undefined
  }
}

function fewer(rule: Rule, rate: number): Remedy | undefined {
  return rate < rule.rate ? { rate } : undefined
}

/** A learning rate at which no ball climbs anywhere in the picture: half of 1 / max |C''|, in two digits. */
export function gentleRate(of: FunctionOfOne, { from, to }: View): number {
  const bend = largestCurvature(of, from, to)
  const rate = bend > 0 ? roundDown(CAUTION / bend) : LARGEST_RATE
  return Math.min(LARGEST_RATE, Math.max(LEAST_RATE, rate))
}

/** Two digits, and never more than it was. */
function roundDown(value: number): number {
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1)
  return Number((Math.floor(value / unit + 1e-9) * unit).toPrecision(2))
}

/** Which of some minima a ball has come to: its place among them, or -1. */
export function minimumReached(minima: readonly number[], weight: number, width: number): number {
  return minima.findIndex((minimum) => Math.abs(minimum - weight) < width / 200)
}

/** The minima of a picture, with their heights. */
export function minimaOf(
  of: FunctionOfOne,
  { from, to }: View
): { weight: number; height: number }[] {
  return findMinima(of, from, to).map((weight) => ({ weight, height: of.value(weight) }))
}
