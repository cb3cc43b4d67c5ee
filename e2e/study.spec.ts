import { join } from 'node:path'
import { loadDataset, type Dataset } from '../src/datasets/load'
import { parametersFromBytes } from '../src/engine/network'
import { splitTraining } from '../src/engine/order'
import { createReferenceEngine } from '../src/engine/reference'
import { createStepPlans } from '../src/engine/step-plans'
import { meanCost } from '../src/engine/testing/slopes'
import { materialOf } from '../src/analyst/study/task'
import { DownhillError } from '../src/shared/errors'
import type { Events } from '../src/shared/contract'
import { PRESETS } from '../src/shared/presets'
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
  config: { ...PRESETS.plain, subset: 1000, epochs: 3 }
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

test('one example, a step and batches of it are what the reference makes of them', async ({
  program
}) => {
  const detail = await seed(program, PLAIN)
  const { at, network, training, members, parameters, engine, set } = await prepare(
    program,
    detail,
    200
  )
  const example = { part: 'training', index: members[3] } as const
  const pass = await program.request('study.example', { at, example })
  const { cost } = engine.evaluate(set, Uint32Array.of(example.index))
  expect(pass.cost).toBeCloseTo(cost, 12)
  expect(pass.terms.reduce((sum, term) => sum + term, 0)).toBeCloseTo(cost, 12)
  expect(pass.terms).toEqual(pass.layers[2].a.map((a, j) => (a - pass.wanted[j]) ** 2))
  const image = training.inputs.subarray(784 * example.index, 784 * (example.index + 1))
  expect(pass.image).toEqual(image)
  // a neuron's bias has its delta for a slope
  const slopes = engine.gradient(set, Uint32Array.of(example.index))
  const biases = slopes.subarray(784 * 16, 785 * 16)
  expectClose(pass.layers[0].delta, biases, 1e-6)

  const order = createStepPlans(detail.run.config, members, []).plan(200, 1).order
  const step = await program.request('study.step', { at, place: 1 })
  expect(step.batch.map((met) => met.example.index)).toEqual([...order])
  expectClose(parametersFromBytes(step.gradient, network.layers), engine.gradient(set, order), 1e-6)
  expect(step.costBefore).toBeCloseTo(engine.evaluate(set, order).cost, 12)
  engine.load(parametersFromBytes(step.after, network.layers), null)
  expect(step.costAfter).toBeCloseTo(engine.evaluate(set, order).cost, 12)
  engine.load(parameters, null)

  const gradient = engine.gradient(set, members)
  const sizes = [1, 10, 100, 60_000]
  const found = await program.request('study.batches', { at, sizes, draws: 5, seed: 1 })
  expect(found.full.length / Math.hypot(...gradient)).toBeCloseTo(1, 5)
  expect(found.full.count).toBe(1000)
  expect(found.times.map(({ size }) => size)).toEqual([1, 10, 100, 1000])
  expect(found.arrows).toHaveLength(20)
  for (const { angle } of found.arrows.filter(({ size }) => size === 1000)) {
    expect(angle).toBeLessThan(0.1)
  }

  const budget = { images: 2000, sizes: [1000, 10], learningRate: 0.5, reduction: 'mean' as const }
  const { lines } = await program.request('study.budget', { at, ...budget })
  expect(lines.map(({ steps }) => steps)).toEqual([2, 200])
  for (const point of lines[0].points) {
    const wanted = engine.evaluate(set, members).cost
    expect((point.cost ?? NaN) / wanted).toBeCloseTo(1, 5)
    const moved = engine.parameters()
    engine.gradient(set, members).forEach((slope, index) => (moved[index] -= 0.5 * slope))
    engine.load(moved, null)
  }
})

test('what cannot be answered is refused with its reason, and what takes long is called off', async ({
  program
}) => {
  const { run } = await seed(program, {
    ...PLAIN,
    config: { ...PLAIN.config, subset: 0, epochs: 1 }
  })
  const at = (step: number): WeightsAt => ({ runId: run.id, step, edits: [] })
  const refusal = async (asked: Promise<unknown>): Promise<unknown> => {
    const error: unknown = await asked.then(
      () => null,
      (reason: unknown) => reason
    )
    return error instanceof DownhillError ? error.code : error
  }
  expect(run.totalSteps).toBe(6000)
  const beyond = program.request('study.weights', { at: at(6001) })
  expect(await refusal(beyond)).toBe('step-beyond')
  const last = program.request('study.step', { at: at(6000), place: 0 })
  expect(await refusal(last)).toBe('no-next-step')

  const drawn = { at: at(6000), sizes: [60_000], draws: 60, seed: 1 }
  const heard = await program.page.evaluateHandle(() => {
    const news: Events['study.progress'][] = []
    window.downhill.on('study.progress', (each) => news.push(each))
    return news
  })
  const numbers = async (): Promise<number[]> => {
    const news = await heard.jsonValue()
    return [...new Set(news.map(({ question }) => question))].sort()
  }
  // two side by side, each told and called off by its number
  const [first, second] = [7, 8].map((question) =>
    refusal(program.request('study.batches', { ...drawn, question }))
  )
  await expect.poll(numbers).toEqual([7, 8])
  const of = 61 * 60_000
  expect((await heard.jsonValue())[0]).toEqual({ question: 7, done: expect.any(Number), of })
  await program.request('study.cancel', { question: 8 })
  expect(await second).toBe('cancelled')
  const before = (await heard.jsonValue()).length
  await expect.poll(async () => (await heard.jsonValue()).length).toBeGreaterThan(before)
  expect((await heard.jsonValue()).slice(before).every(({ question }) => question === 7)).toBe(true)
  await program.request('study.cancel', { question: 7 })
  expect(await first).toBe('cancelled')
  await program.request('study.cancel', { question: 7 })
})
