import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MNIST } from '../src/datasets/catalogue'
import { isOnSchedule } from '../src/shared/checkpoint-policy'
import { openDatabase } from '../src/store/connection'
import { createStoreServer } from '../src/store/server'
import { fillLibrary } from './library/fill'

const END = Date.UTC(2026, 0, 31)

describe('fillLibrary', () => {
  let folder
  let database
  let store
  let filled
  let runs

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'downhill-library-'))
    const file = join(folder, 'downhill.sqlite')
    const progress = () => undefined
    filled = fillLibrary({ file, runs: 110, seed: 1, end: END, withWeights: 15, fine: 2, progress })
    ;({ database } = openDatabase(file))
    store = createStoreServer({ database, now: () => END })
    runs = store.runSummaries(Array.from({ length: 160 }, (_, index) => index + 1))
  })
  afterAll(() => {
    database.close()
    rmSync(folder, { recursive: true })
  })

  it('leaves the runs that were asked for, some more in the bin, and those that were imported', () => {
    expect(store.libraryCounts()).toEqual({ runs: 110 + 2, deletedRuns: 40 })
    expect(filled.runs).toBe(150)
    expect(store.listSweeps()).toHaveLength(1)
  })

  it('leaves no run under way, and each where its curves end', () => {
    for (const run of runs) {
      expect(['finished', 'stopped', 'interrupted', 'diverged']).toContain(run.status)
      const [{ points, epochs }] = store.curves([run.id])
      expect(points.at(-1).step).toBeLessThanOrEqual(run.step)
      expect(run.step - points.at(-1).step).toBeLessThan(run.blockLength)
      expect(epochs.at(-1).epoch).toBe(run.epoch)
      expect(run.lastTestAccuracy).toBe(epochs.at(-1).testAccuracy)
      expect(run.datasetFingerprint).toBe(MNIST.fingerprint)
    }
  })

  it('keeps of the last runs what the policy keeps, of the others the first and the last weights', () => {
    const kept = (run) => store.runDetail(run.id).checkpoints.map(({ epoch }) => epoch)
    const own = runs.filter(({ author }) => author === undefined)
    for (const run of own.slice(-10)) {
      for (let epoch = 0; epoch <= run.epoch; epoch++) {
        if (isOnSchedule(epoch, run.config.epochs)) expect(kept(run)).toContain(epoch)
      }
      expect(kept(run)).toContain(run.epoch)
    }
    for (const run of own.slice(0, 50)) expect(kept(run)).toEqual([0, run.epoch])
  })

  it('keeps weights that can be read and gone on with', () => {
    const stopped = runs.find(({ resumable }) => resumable)
    const { from } = store.resumePoint(stopped.id)
    expect(from.epoch).toBe(stopped.epoch)
    expect(store.resumePoint(stopped.id).damagedCheckpoints).toEqual([])
  })

  it('leaves notes, tags and a baseline', () => {
    expect(runs.filter(({ isBaseline }) => isBaseline)).toHaveLength(1)
    expect(runs.filter(({ tags }) => tags.length > 0).length).toBeGreaterThan(20)
    expect(runs.filter(({ note }) => note !== '').length).toBeGreaterThan(5)
  })

  it('brings in runs of others with curves of 10,000 points', () => {
    const fine = runs.filter(({ author }) => author !== undefined)
    expect(fine.map(({ name }) => name)).toEqual(['Fine curve 1', 'Fine curve 2'])
    const [{ points }] = store.curves([fine[0].id])
    expect(points).toHaveLength(10_000)
    expect(points.at(-1).step).toBe(fine[0].totalSteps)
    expect(fine[0].blockLength).toBe(18)
  })
})
