import type { ReadPart } from '../read-files'

/** Within this, and not much smaller, numbers suit a network as they are. */
const LARGEST_SUITABLE = 2
const SMALLEST_SUITABLE = 0.2

interface Range {
  least: number
  most: number
}

function rangeOf(values: ArrayLike<number>, first: number, step: number): Range {
  let least = Infinity
  let most = -Infinity
  for (let index = first; index < values.length; index += step) {
    least = Math.min(least, values[index])
    most = Math.max(most, values[index])
  }
  return { least, most }
}

const axesOf = (part: ReadPart): Float32Array[] => {
  const { inputs, answers } = part
  const columns = inputs instanceof Float32Array ? [inputs] : []
  return answers.kind === 'values' ? [...columns, answers.targets] : columns
}

function rangesOf(part: ReadPart): Range[] {
  return axesOf(part).flatMap((values) => {
    const step = values.length / part.count
    return Array.from({ length: step }, (_, axis) => rangeOf(values, axis, step))
  })
}

/** Whether the numbers are so large, or so small, that a network would learn little from them. */
export function needsScale(training: ReadPart): boolean {
  return rangesOf(training).some(({ least, most }) => {
    const largest = Math.max(Math.abs(least), Math.abs(most))
    return largest > LARGEST_SUITABLE || (largest > 0 && largest < SMALLEST_SUITABLE)
  })
}

/**
 * Stretches each axis of both parts, in place, so that the training part fills -1..1.
 * @returns from where to where each axis went before, to be told and kept
 */
export function scale(training: ReadPart, test: ReadPart | null): string {
  const ranges = rangesOf(training)
  for (const part of test ? [training, test] : [training]) {
    let axis = 0
    for (const values of axesOf(part)) {
      const step = values.length / part.count
      for (let offset = 0; offset < step; offset++, axis++) {
        const { least, most } = ranges[axis]
        const middle = least / 2 + most / 2
        const half = most / 2 - least / 2 || 1
        for (let index = offset; index < values.length; index += step) {
          values[index] = (values[index] - middle) / half
        }
      }
    }
  }
  const short = (value: number): string => String(Number(value.toPrecision(6)))
  return ranges.map(({ least, most }) => `${short(least)} … ${short(most)}`).join(', ')
}
