import { createHash } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { EpochMetrics } from '../../src/shared/run'
import type { Program } from '../program'

/** What a window was told of runs before something was killed, and how much of it is stored. */
export interface Witness {
  /** Hears the page of now; once more after the program was started again. */
  listen(program: Program): Promise<void>
  /** Epochs of a run that the window was told, each once. */
  told(runId: number): EpochMetrics[]
  /** How many epochs of all runs the window was told. */
  count(): number
}

/** From the moment it listens; what the page hears is known here before anything can be killed for it. */
export function createWitness(): Witness {
  const told = new Map<number, Map<number, EpochMetrics>>()

  function note(runId: number, epochs: EpochMetrics[]): void {
    const known = told.get(runId) ?? new Map<number, EpochMetrics>()
    told.set(runId, known)
    for (const epoch of epochs) known.set(epoch.epoch, epoch)
  }

  return {
    listen: async ({ page }) => {
      await page.exposeFunction('noteEpochs', note)
      await page.evaluate(() => {
        const { noteEpochs } = window as unknown as { noteEpochs: typeof note }
        window.downhill.on('training.progress', ({ runId, epochs }) => {
          if (epochs.length > 0) noteEpochs(runId, epochs)
        })
      })
    },
    told: (runId) => [...(told.get(runId)?.values() ?? [])],
    count: () => [...told.values()].reduce((sum, epochs) => sum + epochs.size, 0)
  }
}

/**
 * Those that the window was told and that are not stored to the last bit. What an epoch took is no
 * part of it: after a resume it is computed, and told, once more.
 */
export function lostEpochs(
  told: readonly EpochMetrics[],
  stored: readonly EpochMetrics[]
): EpochMetrics[] {
  const bits = (epoch: EpochMetrics): string => JSON.stringify({ ...epoch, engineSeconds: 0 })
  const known = new Set(stored.map(bits))
  return told.filter((epoch) => !known.has(bits(epoch)))
}

/** Reads a library that no program has open. Throws where it is damaged; says how many weights it read. */
export function readThrough(dataFolder: string): number {
  const database = new Database(join(dataFolder, 'downhill.sqlite'), { readonly: true })
  try {
    const verdict = database.pragma('integrity_check', { simple: true })
    if (verdict !== 'ok') throw new Error(`The library is damaged: ${String(verdict)}`)
    const orphans = database.pragma('foreign_key_check') as unknown[]
    if (orphans.length > 0) throw new Error(`${orphans.length} rows belong to nothing.`)
    const weights = database.prepare<[], { sha256: string; parameters: Buffer }>(
      'SELECT sha256, parameters FROM checkpoints'
    )
    let count = 0
    for (const { sha256, parameters } of weights.iterate()) {
      if (createHash('sha256').update(parameters).digest('hex') !== sha256) {
        throw new Error('Weights do not have the hash that they were stored with.')
      }
      count++
    }
    return count
  } finally {
    database.close()
  }
}

/** Whether a process of this id runs. */
export function isAlive(id: number): boolean {
  try {
    process.kill(id, 0)
    return true
  } catch {
    return false
  }
}

/** Numbers between 0 and 1, the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
