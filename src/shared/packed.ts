import type { CostPoint, EpochMetrics, RunCurves, RunSummary } from './run'

/**
 * Long lists on their way from the store to the window. The main process between them only hands on
 * the bytes: to copy thousands of objects would hold it up.
 */

export function packRuns(runs: readonly RunSummary[]): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(runs))
}

export function unpackRuns(bytes: Uint8Array): RunSummary[] {
  return JSON.parse(new TextDecoder().decode(bytes))
}

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

/**
 * float64, in the computer's own byte order: the number of runs; for each its id, the numbers of its
 * points and epochs; then for each the values of its points and epochs, row by row. NaN stands for null.
 */
export function packCurves(curves: readonly RunCurves[]): Uint8Array {
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
  const write = (value: number | null): void => {
    values[at++] = value ?? Number.NaN
  }
  for (const { points, epochs } of curves) {
    for (const point of points) for (const field of POINT_FIELDS) write(point[field])
    for (const epoch of epochs) for (const field of EPOCH_FIELDS) write(epoch[field])
  }
  return new Uint8Array(values.buffer)
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
      points: Array.from({ length: points }, point),
      epochs: Array.from({ length: epochs }, epoch)
    }
  })
}
