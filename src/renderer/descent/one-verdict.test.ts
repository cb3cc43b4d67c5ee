import { describe, expect, it } from 'vitest'
import { KNOWN_FUNCTIONS, largestCurvature, type KnownId } from './one-functions'
import { drawCurve } from './one-layout'
import { nextWeight, type Rule } from './one-rule'
import {
  gentleRate,
  judge,
  minimaOf,
  minimumReached,
  remedyFor,
  type Verdict,
  type View
} from './one-verdict'

const PLAIN: Rule = { rate: 0.1, size: 'proportional', keepsWeight: true, keepsRate: true }

function viewOf(id: KnownId): View {
  const known = KNOWN_FUNCTIONS[id]
  const view = drawCurve(known, known.from, known.to)
  if (!view) throw new Error('no curve')
  return view
}

function walk(id: KnownId, start: number, steps: number, rule: Rule): number[] {
  const path = [start]
  for (let step = 0; step < steps; step++) {
    path.push(nextWeight(rule, KNOWN_FUNCTIONS[id], path[path.length - 1]))
  }
  return path
}

describe('what is said of a ball', () => {
  const cases: [Verdict, KnownId, number, number, Partial<Rule>][] = [
    ['start', 'bowl', 2, 0, {}],
    ['rolls', 'bowl', 2, 3, {}],
    ['minimum', 'bowl', 2, 60, {}],
    ['overshoots', 'bowl', 2, 3, { rate: 0.8 }],
    ['swings', 'bowl', 2, 3, { rate: 1 }],
    ['climbs', 'bowl', 2, 3, { rate: 1.2 }],
    ['lost', 'bowl', 2, 300, { rate: 1.2 }],
    ['crawls', 'bowl', 2, 3, { rate: 0.001 }],
    ['rattles', 'bowl', 2, 30, { size: 'fixed', rate: 0.3 }],
    ['rolls', 'bowl', 2, 3, { size: 'fixed', rate: 0.3 }],
    ['forgets', 'bowl', 2, 1, { keepsWeight: false }],
    ['swings', 'bowl', 2, 3, { keepsRate: false }],
    ['thrown', 'ravine', 0.4, 6, { rate: 0.6 }],
    ['flat', 'plateau', 5.5, 3, { rate: 0.3 }],
    ['minimum', 'valleys', 2.3, 200, { rate: 0.05 }]
  ]

  it.each(cases)('%s: on the %s from %d after %d steps', (verdict, id, start, steps, changes) => {
    const rule = { ...PLAIN, ...changes }
    expect(judge(walk(id, start, steps, rule), rule, KNOWN_FUNCTIONS[id], viewOf(id))).toBe(verdict)
  })

  it('calls no ball flown off that was put where there is no height', () => {
    const logarithm = { value: Math.log, slope: (weight: number) => 1 / weight }
    expect(judge([-1], PLAIN, logarithm, { from: -4, to: 4, range: 4 })).toBe('nowhere')
  })

  it('tells a fall without end from a throw', () => {
    const falling = { value: (weight: number) => -weight, slope: () => -1 }
    const view = { from: -4, to: 4, range: 8 }
    expect(judge([0, 5000, 10_000], PLAIN, falling, view)).toBe('endless')
    expect(judge([0, 5000, -10_000], PLAIN, falling, view)).toBe('lost')
  })

  it('calls a gentle place no minimum, where the slope has no zero near by', () => {
    const steep = { value: Math.exp, slope: Math.exp }
    expect(judge([-8], PLAIN, steep, { from: -10, to: 10, range: 22_000 })).toBe('flat')
  })

  it('knows a top from a minimum', () => {
    const view = viewOf('wavy')
    const top = (minimaOf(KNOWN_FUNCTIONS.wavy, view)[2].weight + Math.PI / 2) as number
    // the top itself, by halving the slope between two valleys
    let [low, high] = [top - 0.7, top + 0.7]
    for (let halving = 0; halving < 60; halving++) {
      const middle = (low + high) / 2
      if (KNOWN_FUNCTIONS.wavy.slope(middle) > 0) low = middle
      else high = middle
    }
    expect(judge([low], PLAIN, KNOWN_FUNCTIONS.wavy, view)).toBe('top')
  })
})

describe('what would help', () => {
  const help = (verdict: Verdict, changes: Partial<Rule>) =>
    remedyFor(verdict, { ...PLAIN, ...changes }, KNOWN_FUNCTIONS.bowl, viewOf('bowl'))

  it('puts back what was left out before it changes a rate', () => {
    expect(help('forgets', { keepsWeight: false })).toEqual({ keepsWeight: true })
    expect(help('swings', { keepsRate: false })).toEqual({ keepsRate: true })
    expect(help('lost', { keepsWeight: false, keepsRate: false })).toEqual({ keepsWeight: true })
  })

  it('is a rate at which the same start arrives without a climb', () => {
    for (const id of ['bowl', 'valleys', 'wavy', 'ravine'] as const) {
      const view = viewOf(id)
      const of = KNOWN_FUNCTIONS[id]
      const rate = remedyFor('lost', { ...PLAIN, rate: 9 }, of, view)?.rate ?? NaN
      const path = walk(id, of.start, 50_000, { ...PLAIN, rate })
      expect(Math.abs(of.slope(path[path.length - 1]))).toBeLessThan(1e-6)
      expect(
        path.every((weight, at) => at === 0 || of.value(weight) <= of.value(path[at - 1]) + 1e-12)
      ).toBe(true)
    }
  })

  it('makes a crawling ball faster, and never too fast', () => {
    expect(help('crawls', { rate: 0.001 })).toEqual({ rate: 0.01 })
    expect(help('crawls', { rate: 0.2 })).toEqual({ rate: 0.25 })
    expect(help('crawls', { rate: 0.25 })).toBeUndefined()
  })

  it('has nothing to mend where all is well', () => {
    for (const verdict of ['start', 'rolls', 'arrives', 'minimum', 'top'] as const) {
      expect(help(verdict, {})).toBeUndefined()
    }
  })
})

it('takes half of the safe rate, rounded down to two digits', () => {
  const view = viewOf('valleys')
  const safe = 0.5 / largestCurvature(KNOWN_FUNCTIONS.valleys, view.from, view.to)
  expect(gentleRate(KNOWN_FUNCTIONS.valleys, view)).toBeLessThanOrEqual(safe)
  expect(gentleRate(KNOWN_FUNCTIONS.valleys, view)).toBeGreaterThan(0.9 * safe)
})

it('tells which valley a ball has come to', () => {
  const minima = minimaOf(KNOWN_FUNCTIONS.valleys, viewOf('valleys')).map(({ weight }) => weight)
  const ends = [-2, 2].map((start) => walk('valleys', start, 300, { ...PLAIN, rate: 0.05 })[300])
  expect(ends.map((end) => minimumReached(minima, end, 5))).toEqual([0, 1])
  expect(minimumReached(minima, 0.15, 5)).toBe(-1)
})
