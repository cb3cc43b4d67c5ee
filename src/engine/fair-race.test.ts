import { describe, expect, it } from 'vitest'
import type { RunConfig } from '../shared/run-config'
import type { Engine, StepPlan } from './engine'
import type { Network } from './network'
import { splitTraining } from './order'
import { createReferenceEngine } from './reference'
import { begin, TRAINING, walk } from './testing/walk'

/** What a run hands its engine. */
interface Witness {
  start: number[]
  order: number[]
  shifts: number[]
  labels: number[]
  plans: StepPlan[]
}

/** Walks a run to its end and writes down what its engine was given. */
function witness(changes: Partial<RunConfig>): Witness {
  const seen: Witness = { start: [], order: [], shifts: [], labels: [], plans: [] }
  const createEngine = (network: Network): Engine => {
    const engine = createReferenceEngine(network)
    return {
      ...engine,
      load(parameters, state) {
        seen.start.push(...parameters)
        engine.load(parameters, state)
      },
      addExamples(examples) {
        const { answers, count } = examples
        const isTraining = count === TRAINING.count
        if (isTraining && answers.kind === 'classes') seen.labels.push(...answers.labels)
        return engine.addExamples(examples)
      },
      train(set, plan) {
        seen.plans.push(plan)
        seen.order.push(...plan.order)
        seen.shifts.push(...(plan.shifts ?? []))
        return engine.train(set, plan)
      }
    }
  }
  walk(begin(changes, null, createEngine).training, () => 1)
  return seen
}

const BASE: Partial<RunConfig> = { shuffledLabels: 0.5, subset: 25 }
const base = witness(BASE)

describe('with one seed', () => {
  const others: Partial<RunConfig>[] = [
    { hiddenLayers: [7, 5] },
    { activation: 'relu', cost: 'quadratic' },
    { initialisation: 'normal' },
    { optimiser: 'adam', learningRate: 0.01 },
    { batchSize: 7, reduction: 'sum', learningRate: 0.1 },
    { schedule: 'step', l2: 0 },
    { shift: 0 },
    { shuffledLabels: 0 }
  ]

  it.each(others)('the same examples come in the same order with %j', (changes) => {
    const other = witness({ ...BASE, ...changes })
    expect(other.order).toEqual(base.order)
    const hasOwn = (name: keyof RunConfig): boolean => Object.hasOwn(changes, name)
    if (!hasOwn('shift')) expect(other.shifts).toEqual(base.shifts)
    if (!hasOwn('shuffledLabels')) expect(other.labels).toEqual(base.labels)
    if (!hasOwn('hiddenLayers') && !hasOwn('initialisation')) {
      expect(other.start).toEqual(base.start)
    }
  })

  it('the start is the same whatever is learnt from', () => {
    const other = witness({ heldOut: 0, subset: 0, shuffledLabels: 0 })
    expect(other.start).toEqual(base.start)
    expect(other.order).not.toEqual(base.order)
  })
})

describe('a run', () => {
  it('goes by its seed in everything that is drawn', () => {
    const other = witness({ ...BASE, seed: 2 })
    expect(other.start).not.toEqual(base.start)
    expect(other.order).not.toEqual(base.order)
    expect(other.shifts).not.toEqual(base.shifts)
    expect(other.labels).not.toEqual(base.labels)
  })

  it('learns from its subset only, each example once an epoch', () => {
    const { training } = splitTraining(40, { heldOut: 7, subset: 25, seed: 1 })
    expect(base.order).toHaveLength(3 * 25)
    for (const epoch of [0, 1, 2]) {
      const met = base.order.slice(epoch * 25, (epoch + 1) * 25)
      expect(met.sort((a, b) => a - b)).toEqual([...training])
    }
  })

  it('shuffles the labels of what it learns from, and of nothing else', () => {
    const { answers } = TRAINING
    if (answers.kind === 'values') throw new Error('The small run has classes.')
    const { training } = splitTraining(40, { heldOut: 7, subset: 25, seed: 1 })
    const changed = base.labels.flatMap((label, i) => (label === answers.labels[i] ? [] : [i]))
    expect(changed.length).toBeGreaterThan(4)
    expect([...training]).toEqual(expect.arrayContaining(changed))
  })

  it('hands the engine its settings, and counts its steps', () => {
    const { plans } = witness({ ...BASE, optimiser: 'adam', reduction: 'sum' })
    // 25 examples by fours: seven steps an epoch
    expect(plans).toHaveLength(21)
    plans.forEach((plan, index) => {
      expect(plan).toMatchObject({
        batchSize: 4,
        optimiser: { kind: 'adam' },
        firstStep: index,
        reduction: 'sum',
        penalty: 0.1 / 25
      })
    })
  })
})
