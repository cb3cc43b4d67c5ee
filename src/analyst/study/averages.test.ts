import { describe, expect, it } from 'vitest'
import { parametersFromBytes } from '../../engine/network'
import { createReferenceEngine } from '../../engine/reference'
import { counting } from '../../engine/testing/plan'
import { SMALL_INFO, smallExamples } from '../../engine/testing/small-run'
import { meanCost } from '../../engine/testing/slopes'
import type { Over } from '../../shared/study'
import { createSmallStudy, positionAt } from './testing/small-study'

const LAYERS = [9, 4, 3]
const STEP = 12
const parameters = parametersFromBytes(positionAt(STEP).parameters, LAYERS)
const all: Over = { kind: 'training', count: null }

describe('the costs of a part', () => {
  it('are those of the reference, and are ranked', async () => {
    const { ask, material } = createSmallStudy({ heldOut: 7, subset: 25, shuffledLabels: 0.5 })
    const engine = createReferenceEngine(material.network)
    const { parameters: own } = await ask('study.weights', {}, { step: STEP })
    engine.load(parametersFromBytes(own, LAYERS), null)
    for (const part of ['training', 'test'] as const) {
      const set = engine.addExamples(material[part])
      const members =
        part === 'training' ? material.members : Uint32Array.from({ length: 20 }, (_, i) => i)
      const { cost, correct } = engine.evaluate(set, members)
      const found = await ask('study.costs', { part, most: 6 }, { step: STEP })
      expect(found.cost).toBeCloseTo(cost, 12)
      expect(found).toMatchObject({ count: members.length, correct })
      const ranked = Array.from(members, (index) => ({
        index,
        cost: engine.evaluate(set, Uint32Array.of(index)).cost
      })).sort((a, b) => b.cost - a.cost)
      const indices = (list: { index: number }[]): number[] => list.map(({ index }) => index)
      expect(indices(found.worst.map(({ example }) => example))).toEqual(
        indices(ranked.slice(0, 6))
      )
      expect(indices(found.best.map(({ example }) => example))).toEqual(
        indices(ranked.slice(-6).reverse())
      )
      expect(found.worst[0].cost).toBeCloseTo(ranked[0].cost, 12)
    }
  })

  it('come with the answer and its share, as the pass of the same example has them', async () => {
    const { ask } = createSmallStudy()
    const { worst } = await ask('study.costs', { part: 'training', most: 3 }, { step: STEP })
    for (const { example, image, label, answer, share, cost } of worst) {
      const pass = await ask('study.example', { example }, { step: STEP })
      const outputs = pass.layers[1].a
      expect(pass).toMatchObject({ image, label, answer })
      expect(pass.cost).toBeCloseTo(cost, 12)
      expect(share).toBeCloseTo(outputs[answer] / outputs.reduce((sum, a) => sum + a, 0), 6)
    }
  })

  it('that are not finite are told as such, and answer nothing rightly', async () => {
    const { ask } = createSmallStudy({ activation: 'relu', cost: 'quadratic' })
    const edits = [0, 36, 40].map((index) => ({ index, value: NaN }))
    const found = await ask('study.costs', { part: 'test', most: 20 }, { step: 0, edits })
    expect(found).toMatchObject({ cost: null, correct: 0, count: 20 })
    expect(found.worst).toHaveLength(20)
  })
})

describe('the pass of an example', () => {
  it.each(['quadratic', 'cross-entropy'] as const)('has the terms of the %s cost', async (cost) => {
    const { ask, material } = createSmallStudy({ cost, shuffledLabels: 1 })
    const example = { part: 'training', index: 3 } as const
    const pass = await ask('study.example', { example }, { step: STEP })
    const { answers, inputs } = material.training
    expect(pass.label).toBe(answers.kind === 'classes' && answers.labels[3])
    expect([...pass.image]).toEqual([...inputs.slice(27, 36)])
    expect(pass.wanted).toEqual([0, 1, 2].map((j) => Number(j === pass.label)))
    expect(pass.terms.reduce((sum, term) => sum + term, 0)).toBeCloseTo(pass.cost, 12)
    const right = pass.layers[1].a[pass.label]
    const term = cost === 'quadratic' ? (right - 1) ** 2 : -Math.log(right)
    expect(pass.terms[pass.label]).toBeCloseTo(term, 12)
  })

  it('is refused where there is no such example', async () => {
    const { ask } = createSmallStudy()
    const example = { part: 'test', index: 20 } as const
    await expect(ask('study.example', { example }, { step: 0 })).rejects.toMatchObject({
      code: 'invalid-input'
    })
  })
})

describe('the gradient', () => {
  it.each<Over>([
    all,
    { kind: 'training', count: 5 },
    { kind: 'example', example: { part: 'test', index: 4 } }
  ])('over %j is that of the reference', async (over) => {
    const { ask, material } = createSmallStudy()
    const engine = createReferenceEngine(material.network)
    engine.load(parameters, null)
    const isTest = over.kind === 'example'
    const set = engine.addExamples(isTest ? material.test : material.training)
    const members = isTest
      ? Uint32Array.of(4)
      : material.members.subarray(0, over.kind === 'training' ? (over.count ?? 40) : 0)
    const found = await ask('study.gradient', { over }, { step: STEP })
    expect(found.count).toBe(members.length)
    expect(found.cost).toBeCloseTo(engine.evaluate(set, members).cost, 12)
    const wanted = engine.gradient(set, members)
    parametersFromBytes(found.gradient, LAYERS).forEach((slope, index) =>
      expect(slope).toBeCloseTo(wanted[index], 7)
    )
  })
})

describe('a nudge', () => {
  const first = { index: 5, delta: 0.25 }
  const firstBias = { index: 37, delta: -0.5 }
  const later = { index: 42, delta: 0.125 }
  const factors = [-1, 0, 0.01, 1, 3]

  for (const deltas of [[first], [firstBias], [later], [first, later, firstBias, first]]) {
    it.each([{ edits: [] }, { edits: [{ index: 5, value: 1 }] }])(
      `of ${JSON.stringify(deltas)} changes the cost as the reference says, %j`,
      async ({ edits }) => {
        const { ask, material } = createSmallStudy()
        const { network, training, members } = material
        const start = Float64Array.from(parameters)
        for (const { index, value } of edits) start[index] = value
        const found = await ask(
          'study.nudge',
          { over: all, deltas, factors },
          { step: STEP, edits }
        )
        const before = meanCost(network, start, training, members)
        expect(found.before).toBeCloseTo(before, 12)
        expect(found.count).toBe(40)
        factors.forEach((factor, place) => {
          const moved = start.slice()
          for (const { index, delta } of deltas) moved[index] += factor * delta
          const change = meanCost(network, moved, training, members) - before
          expect(found.changes[place]).toBeCloseTo(change, 12)
        })
        expect(found.changes[1]).toBe(0)
        const { gradient } = await ask('study.gradient', { over: all }, { step: STEP, edits })
        const slopes = parametersFromBytes(gradient, LAYERS)
        const promised = deltas.reduce((sum, { index, delta }) => sum + slopes[index] * delta, 0)
        expect(found.promised).toBeCloseTo(promised, 6)
      }
    )
  }

  it('can be asked as if the hidden neurons answered otherwise', async () => {
    const { ask, material } = createSmallStudy()
    const moved = Float64Array.from(parameters)
    for (const activation of ['step', 'sigmoid', undefined] as const) {
      const asked = { over: all, deltas: [later], factors: [1], activation }
      const found = await ask('study.nudge', asked, { step: STEP })
      const network = { ...material.network, activation: activation ?? ('tanh' as const) }
      const { training, members } = material
      const cost = (changed: Float64Array): number => meanCost(network, changed, training, members)
      moved[later.index] = parameters[later.index]
      expect(found.before).toBeCloseTo(cost(moved), 12)
      moved[later.index] += later.delta
      expect(found.before + found.changes[0]).toBeCloseTo(cost(moved), 12)
    }
  })

  it('is the same over more examples than are at hand at once', async () => {
    const training = smallExamples(600, 8)
    const dataset = { info: SMALL_INFO, training, test: training }
    const { ask, material } = createSmallStudy({}, { loadDataset: async () => dataset })
    const deltas = [first, later]
    const found = await ask('study.nudge', { over: all, deltas, factors: [1, 3] }, { step: 0 })
    const start = parametersFromBytes(positionAt(0).parameters, LAYERS)
    const cost = (factor: number): number => {
      const moved = Float64Array.from(start)
      for (const { index, delta } of deltas) moved[index] += factor * delta
      return meanCost(material.network, moved, training, counting(600))
    }
    expect(found.count).toBe(600)
    expect(found.before).toBeCloseTo(cost(0), 12)
    expect(found.changes[1]).toBeCloseTo(cost(3) - cost(0), 12)
    expect(found.promised).toBeCloseTo((cost(1e-6) - cost(-1e-6)) / 2e-6, 8)
  })

  it('are those of the weights, where two runs of the same settings have others', async () => {
    const training = smallExamples(1100, 1)
    const dataset = { info: { ...SMALL_INFO, trainingCount: 1100 }, training, test: training }
    const { ask } = createSmallStudy({}, { loadDataset: async () => dataset })
    const one = positionAt(5)
    const cost = async (from: typeof one): Promise<number | null> =>
      (await ask('study.costs', { part: 'training', most: 1 }, { step: 5, from })).cost
    const before = await cost(one)
    // imported, and made by another arithmetic
    const other = { ...one, parameters: positionAt(9).parameters }
    expect(await cost(other)).not.toBe(before)
    expect(await cost(one)).toBe(before)
  })

  it('of a weight whose pixel is paper changes nothing, and promises nothing', async () => {
    const { ask } = createSmallStudy({ shift: 3 })
    const { batch, pass } = await ask('study.step', { place: 0 }, { step: STEP })
    const paper = pass.image.indexOf(0)
    expect(paper).toBeGreaterThanOrEqual(0)
    expect(batch.length).toBe(4)
    const deltas = [{ index: paper, delta: 1 }]
    const over: Over = { kind: 'batch' }
    const found = await ask('study.nudge', { over, deltas, factors: [1] }, { step: STEP })
    const isAlwaysPaper = batch.every(({ image }) => image[paper] === 0)
    expect(found.changes[0] === 0).toBe(isAlwaysPaper)
    expect(found.promised === 0).toBe(isAlwaysPaper)
  })

  it('is refused where there is no such parameter', async () => {
    const { ask } = createSmallStudy()
    const deltas = [{ index: 55, delta: 1 }]
    await expect(
      ask('study.nudge', { over: all, deltas, factors: [1] }, { step: 0 })
    ).rejects.toMatchObject({ code: 'invalid-input' })
  })
})
