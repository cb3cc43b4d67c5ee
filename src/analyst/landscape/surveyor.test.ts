import { describe, expect, it, vi } from 'vitest'
import type { Dataset } from '../../datasets/load'
import { createWorkshop } from '../../engine/create-engine'
import { networkOfRun, parametersFromBytes } from '../../engine/network'
import { splitTraining } from '../../engine/order'
import { createReferenceEngine } from '../../engine/reference'
import { SMALL_CONFIG, SMALL_INFO, SMALL_NETWORK } from '../../engine/testing/small-run'
import { begin, TEST, TRAINING } from '../../engine/testing/walk'
import { DownhillError } from '../../shared/errors'
import type { SurveyAnswers, SurveyCommand, SurveyedPath } from '../../shared/survey-protocol'
import { createSurveyor, type Surveyor } from './surveyor'

const DATASET: Dataset = { info: SMALL_INFO, training: TRAINING, test: TEST }
const LAYERS = [...SMALL_NETWORK.layers]
const GROUND = {
  type: 'survey-begin',
  id: 7,
  config: SMALL_CONFIG,
  datasetFolder: 'somewhere',
  fingerprint: SMALL_INFO.fingerprint,
  examples: 20
} as const

type Weights = SurveyedPath['points'][number] & { parameters: Uint8Array }

/** A small run's weights after each of its epochs. */
function walked(): { runId: number; points: Weights[] } {
  const { training } = begin()
  const points: Weights[] = []
  const keep = (): void => {
    const position = training.position()
    if (position) points.push(position)
  }
  keep()
  while (!training.isFinished) if (training.advance(100).epoch) keep()
  return { runId: 1, points }
}

/** The reference's cost of stored weights, over the first examples that the run learns from. */
function referenceCost(parameters: Uint8Array): number {
  const engine = createReferenceEngine(networkOfRun(SMALL_CONFIG, SMALL_INFO))
  engine.load(parametersFromBytes(parameters, LAYERS), null)
  const { training } = splitTraining(TRAINING.count, SMALL_CONFIG)
  return engine.evaluate(engine.addExamples(TRAINING), training.subarray(0, 20)).cost
}

function surveyor(loadDataset = vi.fn(() => Promise.resolve(DATASET))): Surveyor {
  return createSurveyor({ loadDataset, createWorkshop })
}

async function ask<Command extends SurveyCommand>(
  of: Surveyor,
  command: Command
): Promise<SurveyAnswers[Command['type']]> {
  const message = await of.answer(command)
  expect(message.id).toBe(command.id)
  if (message.type === 'failed') {
    throw new DownhillError(message.error.code, message.error.message)
  }
  return message.value as SurveyAnswers[Command['type']]
}

/** Gives it the weights in pieces that end anywhere. */
async function give(to: Surveyor, points: readonly Weights[]): Promise<void> {
  const all = Buffer.concat(points.map(({ parameters }) => parameters))
  for (let from = 0; from < all.length; from += 150) {
    const bytes = Uint8Array.from(all.subarray(from, from + 150))
    const byteLength = all.length
    await ask(to, { type: 'survey-take', id: 7, load: 'path', byteLength, from, bytes })
  }
}

const wish = { layers: LAYERS, plane: 'path', seed: 1, size: 25 } as const

describe('a surveyor', () => {
  it('lays a plane, and has the costs of the reference in its centre and along the path', async () => {
    const path = walked()
    const mine = surveyor()
    await give(mine, path.points)
    const plane = await ask(mine, { type: 'survey-lay-plane', id: 7, ...wish, paths: [path] })
    if (!plane) throw new Error('There is no plane.')
    expect(await ask(mine, GROUND)).toBe(20)
    expect(await ask(mine, { type: 'survey-use-plane', id: 7 })).toBeNull()
    const [centre, start] = await ask(mine, {
      type: 'survey-slice',
      id: 7,
      places: [{ x: 0, y: 0 }, plane.paths[0].points[0]]
    })
    const costs = path.points.map(({ parameters }) => referenceCost(parameters))
    expect(centre).toBeCloseTo(costs[costs.length - 1], 6)
    // the start lies off the plane: its shadow has another cost
    expect(start).not.toBeCloseTo(costs[0], 5)
    const places = path.points.map((_, place) => place)
    const weighed = await ask(mine, { type: 'survey-weigh', id: 7, places })
    weighed.forEach((cost, index) => expect(cost).toBeCloseTo(costs[index], 6))
    // between the two engines, the plane is still the one that was laid
    const [again] = await ask(mine, { type: 'survey-slice', id: 7, places: [{ x: 0, y: 0 }] })
    expect(again).toBe(centre)

    // another one is given the plane, and has the same costs
    const other = surveyor()
    const { byteLength } = plane
    for (let from = 0; from < byteLength; from += 100) {
      const bytes = await ask(mine, { type: 'survey-give-plane', id: 7, from, length: 100 })
      await ask(other, { type: 'survey-take', id: 7, load: 'plane', byteLength, from, bytes })
    }
    await ask(other, GROUND)
    await ask(other, { type: 'survey-use-plane', id: 7 })
    const slice = await ask(other, { type: 'survey-slice', id: 7, places: [{ x: 0, y: 0 }] })
    expect(slice).toEqual([centre])
  })

  it('does what it is told in that order, also before the data are there', async () => {
    const path = walked()
    const mine = surveyor()
    await give(mine, path.points)
    await ask(mine, { type: 'survey-lay-plane', id: 7, ...wish, paths: [path] })
    const [count, , costs] = await Promise.all([
      ask(mine, GROUND),
      ask(mine, { type: 'survey-use-plane', id: 7 }),
      ask(mine, { type: 'survey-slice', id: 7, places: [{ x: 0, y: 0 }] })
    ])
    expect(count).toBe(20)
    expect(costs[0]).toBeCloseTo(referenceCost(path.points[3].parameters), 6)
  })

  it('loads a data set once, and again after a failure', async () => {
    const load = vi.fn(() => Promise.resolve(DATASET))
    load.mockRejectedValueOnce(new DownhillError('dataset-missing', 'No data.'))
    const mine = surveyor(load)
    await expect(ask(mine, GROUND)).rejects.toMatchObject({
      code: 'dataset-missing'
    })
    await ask(mine, GROUND)
    await ask(mine, { ...GROUND, examples: 10 })
    expect(load).toHaveBeenCalledTimes(2)
  })

  it('measures nothing on another data set, nor before it has begun', async () => {
    const mine = surveyor()
    await expect(ask(mine, { ...GROUND, fingerprint: 'other' })).rejects.toMatchObject({
      code: 'dataset-mismatch'
    })
    await expect(ask(mine, { type: 'survey-slice', id: 7, places: [] })).rejects.toThrow()
    await expect(ask(mine, { type: 'survey-weigh', id: 7, places: [0] })).rejects.toThrow()
  })

  it('says where a cost is not finite, and where there is no path', async () => {
    const { points } = walked()
    const mine = surveyor()
    await ask(mine, GROUND)
    const broken = new Uint8Array(
      new Float32Array(points[0].parameters.length / 4).fill(NaN).buffer
    )
    await give(mine, [{ ...points[0], parameters: broken }, ...points.slice(1, 2)])
    expect(await ask(mine, { type: 'survey-weigh', id: 7, places: [0] })).toEqual([null])
    const short = { runId: 1, points: points.slice(0, 2) }
    expect(await ask(mine, { type: 'survey-lay-plane', id: 7, ...wish, paths: [short] })).toBeNull()
  })

  it('walks at random', async () => {
    const { points } = await ask(surveyor(), {
      type: 'survey-walk',
      id: 7,
      count: 5,
      dimensions: 100,
      seed: 1,
      length: 2
    })
    expect(Math.hypot(points[0].x, points[0].y)).toBeCloseTo(2, 9)
  })
})
