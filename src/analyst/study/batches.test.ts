import { describe, expect, it, vi } from 'vitest'
import { parametersFromBytes, parametersToBytes } from '../../engine/network'
import { createReferenceEngine } from '../../engine/reference'
import { randomStream } from '../../shared/random'
import { drawBatch } from './batch-gradients'
import { studyBudget } from './budget'
import type { StudyTools } from './task'
import { mainDirection } from './main-direction'
import { createSmallStudy, positionAt } from './testing/small-study'
import { lengthOf } from './vectors'

const LAYERS = [9, 4, 3]
const choice = { sizes: [1, 4, 1000], draws: 6, seed: 3 }
const rest = { breathe: () => Promise.resolve() }

describe('gradients of batches', () => {
  it('lie around the full one, and the whole set is the full one', async () => {
    const { ask, material } = createSmallStudy()
    const { arrows, full, times, shownScatter } = await ask('study.batches', choice, { step: 5 })
    const engine = createReferenceEngine(material.network)
    engine.load(parametersFromBytes(positionAt(5).parameters, LAYERS), null)
    const gradient = engine.gradient(engine.addExamples(material.training))
    expect(full.count).toBe(40)
    expect(full.length).toBeCloseTo(lengthOf(gradient), 6)
    // there are 40 examples: a batch of a thousand has them all
    expect(times.map(({ size }) => size)).toEqual([1, 4, 40])
    expect(arrows).toHaveLength(18)
    for (const { size, angle, length, along, across } of arrows) {
      expect(length * Math.cos((angle * Math.PI) / 180)).toBeCloseTo(along, 9)
      expect(along ** 2 + across ** 2).toBeLessThanOrEqual(length ** 2 * (1 + 1e-9))
      if (size === 40) {
        expect(angle).toBeLessThan(0.01)
        expect(length).toBeCloseTo(full.length, 6)
        expect(across).toBeCloseTo(0, 6)
      } else {
        expect(angle).toBeGreaterThan(1)
      }
    }
    expect(shownScatter).toBeGreaterThan(0.1)
    expect(shownScatter).toBeLessThan(1)
  })

  it('are on average the full one, however small', async () => {
    const { ask } = createSmallStudy()
    const many = { sizes: [1, 2, 4, 8], draws: 60, seed: 1 }
    const { arrows, full } = await ask('study.batches', many, { step: 5 })
    const mean = arrows.reduce((sum, { along }) => sum + along, 0) / arrows.length
    expect(Math.abs(mean / full.length - 1)).toBeLessThan(0.2)
    // and scatter less, the larger
    const scatter = many.sizes.map((size) =>
      Math.hypot(...arrows.filter((arrow) => arrow.size === size).map(({ across }) => across))
    )
    expect(scatter).toEqual(scatter.toSorted((a, b) => b - a))
  })

  it('are drawn by the seed', async () => {
    const { ask } = createSmallStudy()
    const lengths = async (seed: number): Promise<number[]> => {
      const { arrows } = await ask('study.batches', { ...choice, seed }, { step: 5 })
      return arrows.map(({ length }) => length)
    }
    expect(await lengths(1)).toEqual(await lengths(1))
    expect(await lengths(1)).not.toEqual(await lengths(2))
  })

  it('are of different examples, each as often as any', () => {
    const members = Uint32Array.of(2, 3, 5, 7, 11)
    const counts = new Map<number, number>()
    for (let number = 0; number < 1000; number++) {
      const batch = drawBatch({ members }, 2, 1, number)
      expect(new Set(batch).size).toBe(2)
      for (const member of batch) counts.set(member, (counts.get(member) ?? 0) + 1)
    }
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual([...members])
    for (const count of counts.values()) expect(Math.abs(count - 400)).toBeLessThan(80)
  })
})

describe('the main direction', () => {
  it('is the one in which most of the scatter lies, each arrow by its weight', async () => {
    const random = randomStream(1, 'noise')
    const scattered = Array.from({ length: 400 }, (_, index) => {
      const [weight, spread] = index % 2 === 0 ? [1, [3, 0.1, 1]] : [100, [0.1, 1, 0.2]]
      return { rest: Float32Array.from(spread, (each) => each * random.normal()), weight }
    })
    const direction = await mainDirection(scattered, rest)
    expect(lengthOf(direction)).toBeCloseTo(1, 9)
    // without their weights it would be the first
    expect(Math.abs(direction[1])).toBeGreaterThan(0.99)
  })

  it('is none where nothing scatters', async () => {
    const scattered = [{ rest: new Float32Array(3), weight: 2 }]
    expect(await mainDirection(scattered, rest)).toEqual(new Float64Array(3))
  })

  it('is not lost where gradients are no numbers', async () => {
    const lost = { rest: Float32Array.of(NaN, 1, 1), weight: 1 }
    expect(await mainDirection([lost], rest)).toEqual(new Float64Array(3))
    const known = { rest: Float32Array.of(0, 2, 0), weight: 1 }
    expect(await mainDirection([lost, known], rest)).toEqual(Float64Array.of(0, 1, 0))
  })
})

describe('a budget of images', () => {
  const sizes = [40, 4]
  const spend = { images: 120, sizes, learningRate: 0.25, reduction: 'mean' as const }

  it('buys few steps along the full gradient, or many of small batches', async () => {
    const { ask, material } = createSmallStudy()
    const { lines, count } = await ask('study.budget', spend, { step: 0 })
    expect(count).toBe(40)
    expect(lines.map(({ size, steps }) => [size, steps])).toEqual([
      [40, 3],
      [4, 30]
    ])
    const engine = createReferenceEngine(material.network)
    engine.load(parametersFromBytes(positionAt(0).parameters, LAYERS), null)
    const set = engine.addExamples(material.training)
    const costs = [0, 1, 2, 3].map(() => {
      const { cost } = engine.evaluate(set)
      const moved = engine.parameters()
      engine.gradient(set).forEach((slope, index) => (moved[index] -= 0.25 * slope))
      engine.load(moved, null)
      return cost
    })
    expect(lines[0].points.map(({ images }) => images)).toEqual([0, 40, 80, 120])
    lines[0].points.forEach(({ cost }, index) => expect(cost).toBeCloseTo(costs[index], 6))
    expect(lines[1].points).toHaveLength(31)
    expect(lines[1].points.at(-1)?.images).toBe(120)
  })

  it('is spent in the same way where steps are too large for one go', async () => {
    const { material } = createSmallStudy()
    const engine = createReferenceEngine(material.network)
    const prepared = { engine, training: engine.addExamples(material.training) }
    const tools: StudyTools = {
      ...rest,
      engine: () => prepared,
      now: () => 0,
      tell: () => undefined,
      isCalledOff: () => false,
      rest: rest.breathe
    }
    const start = parametersFromBytes(positionAt(0).parameters, LAYERS)
    for (const reduction of ['mean', 'sum'] as const) {
      const asked = { ...spend, learningRate: 0.01, reduction }
      const wanted = await studyBudget(start, material, asked, tools)
      const examples = vi.spyOn(engine, 'train')
      const found = await studyBudget(start, material, asked, tools, 5 * start.length)
      // batches of 4 fit, those of 40 do not
      const batches = examples.mock.calls.map(([, plan]) => plan.batchSize)
      expect(new Set(batches)).toEqual(new Set([4]))
      examples.mockRestore()
      found.lines.forEach(({ points }, line) =>
        points.forEach(({ images, cost }, index) => {
          expect(images).toBe(wanted.lines[line].points[index].images)
          expect(cost).toBeCloseTo(wanted.lines[line].points[index].cost ?? NaN, 6)
        })
      )
    }
  })

  it('measures each line about forty times', async () => {
    const { ask } = createSmallStudy()
    const { lines } = await ask('study.budget', { ...spend, images: 1000, sizes: [1] }, { step: 0 })
    expect(lines[0].steps).toBe(1000)
    expect(lines[0].points).toHaveLength(41)
  })

  it('spent along sums, which grow with the batch, goes further', async () => {
    const { ask } = createSmallStudy()
    const small = { ...spend, learningRate: 0.01, sizes: [4] }
    const last = async (reduction: 'mean' | 'sum', learningRate: number): Promise<unknown> => {
      const asked = { ...small, reduction, learningRate }
      const { lines } = await ask('study.budget', asked, { step: 0 })
      return lines[0].points.at(-1)?.cost
    }
    expect(await last('sum', 0.01)).toBe(await last('mean', 0.04))
    expect(await last('sum', 0.01)).not.toBe(await last('mean', 0.01))
  })

  it('ends a line where the cost is not finite any more', async () => {
    const { ask } = createSmallStudy({ activation: 'relu' })
    const edits = [{ index: 0, value: NaN }]
    const { lines } = await ask('study.budget', spend, { step: 0, edits })
    expect(lines[1].points.at(-1)?.cost).toBeNull()
    expect(lines[1].points.length).toBeLessThan(5)
  })

  it('leaves the weights that others ask about as they are', async () => {
    const { ask } = createSmallStudy()
    await ask('study.budget', spend, { step: 5 })
    const { parameters } = await ask('study.weights', {}, { step: 5 })
    const own = parametersFromBytes(positionAt(5).parameters, LAYERS)
    expect(parameters).toEqual(parametersToBytes(own))
  })
})
