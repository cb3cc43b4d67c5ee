import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MOST_TAGS } from '../shared/library'
import { lease, newRun, temporaryStore, type TemporaryStore } from './testing/fixtures'

let temporary: TemporaryStore
beforeEach(() => {
  temporary = temporaryStore()
  for (let count = 0; count < 3; count++) {
    const { id } = temporary.store.createRun(newRun(), lease('me'))
    temporary.store.finish('me', [{ runId: id, status: 'stopped' }])
  }
})
afterEach(() => temporary.remove())

const tags = (runId: number): string[] => temporary.store.runSummary(runId).tags
const baselines = (): number[] =>
  temporary.store
    .listRuns()
    .filter(({ isBaseline }) => isBaseline)
    .map(({ id }) => id)

describe('notes', () => {
  it('stay as they were written', () => {
    const note = 'Too steep?\n“Größe” 学習'
    expect(temporary.store.annotate(2, note).note).toBe(note)
    expect(temporary.store.listRuns().map((run) => run.note)).toEqual(['', note, ''])
  })
})

describe('tags', () => {
  it('are added and taken away, each once, in alphabetical order', () => {
    const { store } = temporary
    store.tagRuns([1, 2], ['seeds', 'Ärger', 'b', 'seeds'], [])
    store.tagRuns([2, 3], ['a'], ['b', 'never there'])
    expect([1, 2, 3].map(tags)).toEqual([['Ärger', 'b', 'seeds'], ['a', 'Ärger', 'seeds'], ['a']])
  })

  it('of all runs or none, and not too many', () => {
    const { store } = temporary
    const many = Array.from({ length: MOST_TAGS }, (_, index) => `tag ${index}`)
    store.tagRuns([2], many, [])
    const tooMany = expect.objectContaining({
      code: 'invalid-input',
      message: '“Run 2” would have more than 20 tags.'
    })
    expect(() => store.tagRuns([1, 2], ['one more'], [])).toThrow(tooMany)
    expect(() => store.tagRuns([1, 99], ['one more'], [])).toThrow('There is no run 99')
    expect(tags(1)).toEqual([])
    store.tagRuns([2], ['one more'], ['tag 7'])
    expect(tags(2)).toHaveLength(MOST_TAGS)
  })
})

describe('the baseline', () => {
  it('is one run, or none; who was it and who is it are told', () => {
    const { store } = temporary
    expect(store.setBaseline(1)).toEqual([1])
    expect(store.setBaseline(3)).toEqual([1, 3])
    expect(baselines()).toEqual([3])
    expect(store.setBaseline(3)).toEqual([3])
    expect(store.setBaseline(null)).toEqual([3])
    expect(baselines()).toEqual([])
    expect(() => store.setBaseline(9)).toThrow('There is no run 9')
  })

  it('comes back with a restored run, unless another was chosen meanwhile', () => {
    const { store } = temporary
    store.setBaseline(1)
    store.deleteRuns([1])
    expect(baselines()).toEqual([])
    store.restoreRuns([1])
    expect(baselines()).toEqual([1])
    store.deleteRuns([1])
    expect(store.setBaseline(2)).toEqual([2])
    store.restoreRuns([1])
    expect(baselines()).toEqual([2])
  })
})
