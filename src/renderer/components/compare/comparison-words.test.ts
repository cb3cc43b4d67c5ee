// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { compareRuns } from '../../../shared/comparison'
import type { RunSummary } from '../../../shared/run'
import { i18n } from '../../i18n'
import { makeRun } from '../../testing/runs'
import { groupRuns } from './groups'
import { heatMap } from './heat-map'
import { useComparisonText } from './use-comparison-text'
import { useMapText } from './use-map-text'

function wordsOf<Words>(use: () => Words): Words {
  let words: Words | undefined
  const setup = (): void => void (words = use())
  mount({ setup, template: '<p />' }, { global: { plugins: [i18n] } })
  if (words === undefined) throw new Error('Nothing was set up.')
  return words
}

const { config } = makeRun()
const run = (id: number, batchSize: number, rest: Partial<RunSummary> = {}): RunSummary =>
  makeRun({ id, config: { ...config, batchSize, seed: id }, ...rest })
const rateChanges = [{ step: 600, learningRate: 0.05 }]

// the window is tested with real runs; here are those that seldom meet
describe('the words of a comparison', () => {
  it('tell no accuracy of runs on a curve, which is stored as 0', () => {
    const { claims } = wordsOf(useComparisonText)
    const runs = [1, 2].map((id) => run(id, 10, { layers: [1, 4, 1], lastTestAccuracy: 0 }))
    const comparison = compareRuns(runs.map((each) => ({ run: each, epochs: [] })))
    expect(claims({ ...comparison, underWay: false }, runs)).toEqual([
      'Runs on a curve have no accuracy by which they could be told apart: look at their costs.'
    ])
  })

  it('tell a group of forks from that of their parents', () => {
    const { groupName } = wordsOf(useComparisonText)
    const runs = [run(1, 10), run(2, 10, { rateChanges }), run(3, 20)]
    const names = groupRuns(runs, 'seeds').map(groupName)
    expect(names).toEqual(['batch 10', 'batch 10, η 0.05 after step 600', 'batch 20'])
    // together with their parents they are not all of this rate
    expect(groupName(groupRuns(runs, 'batchSize')[0])).toBe('batch 10')
  })

  it('say that a cell counts a fork for the rate that it began with', () => {
    const { sentences } = wordsOf(useMapText)
    const runs = [run(1, 10), run(2, 10, { rateChanges }), run(3, 20)]
    const told = (rows: 'learningRate' | 'batchSize'): string =>
      sentences(
        heatMap(runs, new Map(), { rows, columns: null }, 'final-accuracy'),
        'final-accuracy'
      ).join(' ')
    expect(told('learningRate')).toContain('One run had its rate changed by hand')
    expect(told('batchSize')).not.toContain('by hand')
  })

  it('say of how many runs of a cell there is no number, or not the last', () => {
    const { count } = wordsOf(useMapText)
    const runs = [
      run(1, 10),
      run(2, 10, { lastTestAccuracy: null }),
      run(3, 20),
      run(4, 30, { status: 'running' })
    ]
    const axes = { rows: 'batchSize', columns: null } as const
    const { cells } = heatMap(runs, new Map(), axes, 'final-accuracy')
    expect(cells.map(([cell]) => count(cell))).toEqual(['1 without', '', '1 under way'])
  })
})
