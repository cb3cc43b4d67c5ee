import { afterEach, beforeEach, expect, it } from 'vitest'
import { lease, newRun, temporaryStore, type TemporaryStore } from './testing/fixtures'

let temporary: TemporaryStore
beforeEach(() => {
  temporary = temporaryStore()
})
afterEach(() => temporary.remove())

it('counts the runs of a data set, deleted ones too, and names the newest', () => {
  const { store } = temporary
  const { config } = newRun()
  for (const dataset of [...Array<string>(7).fill('own-0123456789ab'), 'mnist']) {
    const { id } = store.createRun(newRun({ config: { ...config, dataset } }), lease('me'))
    store.rename(id, `Run of ${dataset} ${id}`)
    store.finish('me', [{ runId: id, status: 'stopped' }])
  }
  store.deleteRuns([7])
  expect(store.datasetUse('own-0123456789ab')).toEqual({
    runs: 7,
    names: [7, 6, 5, 4, 3].map((id) => `Run of own-0123456789ab ${id}`)
  })
  expect(store.datasetUse('mnist').runs).toBe(1)
  store.purgeRuns([7])
  expect(store.datasetUse('own-0123456789ab').runs).toBe(6)
  expect(store.datasetUse('own-ba9876543210')).toEqual({ runs: 0, names: [] })
})
