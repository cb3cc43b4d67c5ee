import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { begin } from '../engine/testing/walk'
import type { Training } from '../engine/training'
import type { RunConfig } from '../shared/run-config'
import { repeatRun, type StoredRun } from './verification'

const CONFIG: Partial<RunConfig> = { heldOut: 7, batchSize: 4 }

/** A small run's rows, and the hashes of its weights at these steps. Nine steps make an epoch. */
function record(steps: number[], changes: Partial<RunConfig> = {}): StoredRun {
  const { training } = begin({ ...CONFIG, ...changes })
  const stored: StoredRun = { epochs: [], checkpoints: [], finalTraining: null }
  const keep = (): void => {
    if (!steps.includes(training.step)) return
    const bytes = training.position()?.parameters ?? ''
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    stored.checkpoints.push({ step: training.step, sha256 })
  }
  stored.epochs.push({ ...training.evaluateStart(), engineSeconds: 0 })
  keep()
  while (!training.isFinished && !training.hasDiverged) {
    const { epoch } = training.advance(1)
    if (epoch) stored.epochs.push({ ...epoch, engineSeconds: training.step / 7 })
    keep()
  }
  if (training.isFinished) stored.finalTraining = training.measureTrainingSet()
  return stored
}

function verdict(stored: StoredRun, portion = 5, changes: Partial<RunConfig> = {}): unknown {
  return verdictOn(begin({ ...CONFIG, ...changes }).training, stored, portion)
}

function verdictOn(training: Training, stored: StoredRun, portion: number): unknown {
  const repetition = repeatRun(training, stored)
  for (;;) {
    const verdict = repetition.advance(portion)
    if (verdict) return verdict
  }
}

const STEPS = [0, 9, 13, 27]

describe('a repeated run', () => {
  it.each([1, 5, 1000])('is identical, walked in portions of %d', (portion) => {
    const identical = { verdict: 'identical', epochs: 3, checkpoints: 4 }
    expect(verdict(record(STEPS), portion)).toEqual(identical)
  })

  it.each([0, 1, 2, 3])('differs first where the row of epoch %d was altered', (epoch) => {
    const stored = record(STEPS)
    const differs = { verdict: 'differs', epoch }
    stored.epochs[epoch].testAccuracy += Number.EPSILON
    expect(verdict(stored)).toEqual(differs)
  })

  it.each([
    [0, 0],
    [1, 1],
    // in the middle of the second epoch
    [2, 2],
    [3, 3]
  ])('differs where checkpoint %d was altered: in epoch %d', (index, epoch) => {
    const stored = record(STEPS)
    stored.checkpoints[index].sha256 = '0'.repeat(64)
    expect(verdict(stored, 1000)).toEqual({ verdict: 'differs', epoch })
  })

  it('compares every number of a row but the seconds', () => {
    const fields = Object.keys(record([]).epochs[1])
    for (const field of fields.filter((name) => name !== 'epoch')) {
      const stored = record([])
      Object.assign(stored.epochs[1], { [field]: 0.25 })
      const expected = field === 'engineSeconds' ? 'identical' : 'differs'
      expect([field, verdict(stored)]).toEqual([
        field,
        expect.objectContaining({ verdict: expected })
      ])
    }
  })

  it.each(['trainingCost', 'trainingAccuracy'])('compares the %s at the end', (field) => {
    const stored = record([])
    Object.assign(stored.finalTraining ?? {}, { [field]: 0.25 })
    expect(verdict(stored)).toEqual({ verdict: 'differs', epoch: 3 })
  })

  it('differs where the stored run says it finished, and had not come to its end', () => {
    const { epochs, finalTraining } = record([])
    const cut = { epochs: epochs.slice(0, 2), checkpoints: [], finalTraining }
    expect(verdict(cut)).toEqual({ verdict: 'differs', epoch: 1 })
  })

  it('goes as far as something is stored', () => {
    const { epochs, checkpoints } = record([0, 13])
    expect(verdict({ epochs: epochs.slice(0, 2), checkpoints, finalTraining: null })).toEqual({
      verdict: 'identical',
      epochs: 1,
      checkpoints: 2
    })
    expect(verdict({ epochs: [], checkpoints: [], finalTraining: null })).toEqual({
      verdict: 'nothing-stored'
    })
  })

  it('differs where more is stored than the run has', () => {
    const stored = record(STEPS)
    stored.checkpoints.push({ step: 28, sha256: '0'.repeat(64) })
    expect(verdict(stored)).toEqual({ verdict: 'differs', epoch: 4 })
  })

  it('differs where it diverges and the stored one did not', () => {
    const explosive: Partial<RunConfig> = { activation: 'relu', learningRate: 1e30, l2: 1000 }
    expect(verdict(record(STEPS), 5, explosive)).toEqual({ verdict: 'differs', epoch: 0 })
    const stored = record(STEPS)
    expect(
      verdict({ ...stored, epochs: [stored.epochs[3]], checkpoints: [] }, 5, explosive)
    ).toEqual({ verdict: 'differs', epoch: 1 })
  })

  it('differs where the last step of an epoch has no epoch to show for it', () => {
    const stored = record([])
    const { training } = begin(CONFIG)
    const broken: Training = Object.create(training, {
      advance: { value: (limit: number) => ({ ...training.advance(limit), epoch: null }) }
    })
    expect(verdictOn(broken, stored, 5)).toEqual({ verdict: 'differs', epoch: 1 })
  })

  it('may diverge as the stored one did', () => {
    const explosive: Partial<RunConfig> = { activation: 'relu', learningRate: 1e30, l2: 1000 }
    const stored = record([0], explosive)
    expect(verdict(stored, 5, explosive)).toMatchObject({ verdict: 'identical', checkpoints: 1 })
  })
})
