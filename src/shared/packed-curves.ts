import type { CostPoint, EpochMetrics, RunCurves } from './run'

const POINT_FIELDS = ['block', 'step', 'cost'] as const satisfies (keyof CostPoint)[]
const EPOCH_FIELDS = [
  'epoch',
  'step',
  'trainingCost',
  'trainingAccuracy',
  'testCost',
  'testAccuracy',
  'heldOutCost',
  'heldOutAccuracy',
  'learningRate',
  'engineSeconds'
] as const satisfies (keyof EpochMetrics)[]

/** The values of a point, or of an epoch, in the order of its fields. */
type Row = readonly (number | null)[]

/** The curves of a run as they are packed. */
export interface CurveRows {
  runId: number
  points: readonly Row[]
  epochs: readonly Row[]
}

/**
 * float64, in the computer's own byte order: the number of runs; for each its id, the numbers of its
 * points and epochs; then for each the values of its points and epochs, row by row. NaN stands for null.
 */
export function packCurveRows(curves: readonly CurveRows[]): Uint8Array {
  const head = curves.flatMap(({ runId, points, epochs }) => [runId, points.length, epochs.length])
  const size = curves.reduce(
    (sum, { points, epochs }) =>
      sum + points.length * POINT_FIELDS.length + epochs.length * EPOCH_FIELDS.length,
    0
  )
  const values = new Float64Array(1 + head.length + size)
  values[0] = curves.length
  values.set(head, 1)
  let at = 1 + head.length
  for (const { points, epochs } of curves) {
    for (const rows of [points, epochs]) {
      for (const row of rows) for (const value of row) values[at++] = value ?? Number.NaN
    }
  }
  return new Uint8Array(values.buffer)
}

export function packCurves(curves: readonly RunCurves[]): Uint8Array {
  return packCurveRows(
    curves.map(({ runId, points, epochs }) => ({
      runId,
      points: points.map((point) => POINT_FIELDS.map((field) => point[field])),
      epochs: epochs.map((epoch) => EPOCH_FIELDS.map((field) => epoch[field]))
    }))
  )
}

export function unpackCurves(bytes: Uint8Array): RunCurves[] {
  // a copy: what arrived may not begin at a multiple of eight
  const values = new Float64Array(bytes.slice().buffer)
  const count = values[0]
  let at = 1 + 3 * count
  const number = (): number => values[at++]
  const numberOrNull = (): number | null => {
    const value = values[at++]
    return Number.isNaN(value) ? null : value
  }
  const point = (): CostPoint => ({ block: number(), step: number(), cost: numberOrNull() })
  const epoch = (): EpochMetrics => ({
    epoch: number(),
    step: number(),
    trainingCost: numberOrNull(),
    trainingAccuracy: numberOrNull(),
    testCost: numberOrNull(),
    testAccuracy: number(),
    heldOutCost: numberOrNull(),
    heldOutAccuracy: numberOrNull(),
    learningRate: number(),
    engineSeconds: number()
  })
  return Array.from({ length: count }, (_, index) => {
    const [runId, points, epochs] = values.subarray(1 + 3 * index)
    return {
      runId,
      points: many(points, point),
      epochs: many(epochs, epoch)
    }
  })
}

/** A loop: with Array.from, hundreds of thousands of points would take half as long again. */
function many<Item>(count: number, next: () => Item): Item[] {
  const items: Item[] = []
  for (let made = 0; made < count; made++) items.push(next())
  return items
}
