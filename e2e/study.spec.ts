import { join } from 'node:path'
import { loadDataset, type Dataset } from '../src/datasets/load'
import { parametersFromBytes } from '../src/engine/network'
import { splitTraining } from '../src/engine/order'
import { createReferenceEngine } from '../src/engine/reference'
import { meanCost } from '../src/engine/testing/slopes'
import { materialOf } from '../src/analyst/study/task'
import type { RunDetail } from '../src/shared/run'
import type { WeightsAt } from '../src/shared/study'
import { expect, test } from './fixtures'
import { CHECKOUT, type Program } from './program'
import { seedRuns, type SeededRun } from './runs'

/**
 * What the window is told about a run's weights, against the float64 reference worked out here:
 * a checkpoint is kept after every epoch.
 */
const PLAIN: SeededRun = {
  name: 'plain',
  config: { hiddenLayers: [16, 16], batchSize: 10, subset: 1000, epochs: 3 }
}
const EVERYTHING: SeededRun = {
  name: 'everything',
  config: {
    ...PLAIN.config,
    hiddenLayers: [12],
    cost: 'cross-entropy',
    activation: 'tanh',
    optimiser: 'momentum',
    momentum: 0.5,
    learningRate: 0.05,
    schedule: 'cosine',
    l2: 0.5,
    shift: 2,
    heldOut: 500,
    shuffledLabels: 0.3,
    // the last batch of an epoch is smaller
    batchSize: 30
  }
}

let mnist: Dataset
test.beforeAll(async () => {
  mnist = await loadDataset(join(CHECKOUT, 'out/resources'), 'mnist')
})

async function seed(program: Program, run: SeededRun): Promise<RunDetail> {
  const [{ id }] = await seedRuns(program, [run])
  return program.request('runs.detail', { runId: id })
}

/** The weights of a stored checkpoint, and what the run learns, in the reference's terms. */
async function prepare(program: Program, { run, checkpoints }: RunDetail, step: number) {
  const checkpointId = checkpoints.find((each) => each.step === step)?.id ?? 0
  const stored = await program.request('network.weights', { runId: run.id, checkpointId })
  const { network, training, members } = materialOf(run.config, mnist, [])
  const parameters = parametersFromBytes(stored.parameters, network.layers)
  const engine = createReferenceEngine(network)
  engine.load(parameters, null)
  const at: WeightsAt = { runId: run.id, step, edits: [] }
  return { at, network, training, members, parameters, engine, set: engine.addExamples(training) }
}

function expectClose(found: ArrayLike<number>, wanted: ArrayLike<number>, relative: number): void {
  expect(found).toHaveLength(wanted.length)
  const largest = Math.max(...Array.from(wanted, Math.abs))
  const worst = Math.max(
    ...Array.from(wanted, (value, index) => {
      const room = relative * Math.abs(value) + 1e-9 * largest
      return Math.abs(found[index] - value) / room
    })
  )
  expect(worst).toBeLessThan(1)
}

for (const seeded of [PLAIN, EVERYTHING]) {
  test(`weights of any step of the run "${seeded.name}" are its own, to the last bit`, async ({
    program
  }) => {
    const detail = await seed(program, seeded)
    const { run, checkpoints } = detail
    const runId = run.id
    for (const checkpoint of checkpoints.slice(1)) {
      // the step before was walked to: nothing is stored of it
      const at = { runId, step: checkpoint.step - 1, edits: [] }
      const { after } = await program.request('study.step', { at, place: 0 })
      const stored = await program.request('network.weights', {
        runId,
        checkpointId: checkpoint.id
      })
      expect(after).toEqual(stored.parameters)
      // and a step back from there is the same as before
      const back = await program.request('study.weights', { at })
      expect(back.parameters).not.toEqual(stored.parameters)
      const there = { ...at, step: checkpoint.step }
      const { parameters, epoch } = await program.request('study.weights', { at: there })
      expect(parameters).toEqual(stored.parameters)
      expect(epoch).toBe(checkpoint.epoch)
      expect(await program.request('study.weights', { at })).toEqual(back)
    }
  })

  test(`slopes, costs and nudges of the run "${seeded.name}" are the reference's`, async ({
    program
  }) => {
    const detail = await seed(program, seeded)
    const step = detail.checkpoints[1].step
    const { at, network, training, members, parameters, engine, set } = await prepare(
      program,
      detail,
      step
    )
    expect(members).toEqual(splitTraining(60_000, detail.run.config).training)
    const over = { kind: 'training', count: null } as const
    const told = await program.request('study.gradient', { at, over })
    expectClose(
      parametersFromBytes(told.gradient, network.layers),
      engine.gradient(set, members),
      1e-6
    )
    const { cost, correct } = engine.evaluate(set, members)
    expect(told.cost).toBeCloseTo(cost, 12)
    expect(told.count).toBe(1000)

    const costs = await program.request('study.costs', { at, part: 'training', most: 5 })
    expect(costs).toMatchObject({ count: 1000, correct })
    expect(costs.cost).toBeCloseTo(cost, 12)
    const each = Array.from(members, (index) => ({
      index,
      cost: engine.evaluate(set, Uint32Array.of(index)).cost
    })).sort((a, b) => b.cost - a.cost)
    expect(costs.worst.map(({ example }) => example.index)).toEqual(
      each.slice(0, 5).map(({ index }) => index)
    )
    expect(costs.best.map(({ example }) => example.index)).toEqual(
      each
        .slice(-5)
        .reverse()
        .map(({ index }) => index)
    )

    const deltas = [
      { index: 400, delta: 0.5 },
      { index: 784 * network.layers[1] + 3, delta: -0.25 },
      { index: parameters.length - 12, delta: 0.125 }
    ]
    const factors = [-2, 0, 1e-3, 1, 8]
    const nudged = await program.request('study.nudge', { at, over, deltas, factors })
    expect(nudged.before).toBeCloseTo(cost, 12)
    factors.forEach((factor, place) => {
      const moved = Float64Array.from(parameters)
      for (const { index, delta } of deltas) moved[index] += factor * delta
      const change = meanCost(network, moved, training, members) - cost
      expect(Math.abs(nudged.changes[place] - change)).toBeLessThan(1e-11)
    })
    expect(nudged.changes[1]).toBe(0)
    const slopes = engine.gradient(set, members)
    const promised = deltas.reduce((sum, { index, delta }) => sum + slopes[index] * delta, 0)
    expect(Math.abs(nudged.promised / promised - 1)).toBeLessThan(1e-5)
  })
}
