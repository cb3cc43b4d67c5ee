import { intakeRefused, INTAKE_LIMITS } from '../../../shared/intake'
import { GrowingExamples } from '../growing'
import { numberProblem, toNumber } from './cells'
import type { TableLayout } from './layout'
import type { RowCollector } from './picture-table'

const LONGEST_CLASS_NAME = 60
const floats = (length: number): Float32Array => new Float32Array(length)

/** What the classes of points are called, in the order in which they were met. */
export class ClassNames {
  private readonly numbers = new Map<string, number>()

  constructor(private readonly file: string) {}

  /** @throws DownhillError 'intake-refused' where there are more than labels can tell apart. */
  numberOf(name: string): number {
    const known = this.numbers.get(name)
    if (known !== undefined) return known
    const number = this.numbers.size
    if (number === INTAKE_LIMITS.classes.max) {
      throw intakeRefused('too-many-classes', { file: this.file, limit: number })
    }
    this.numbers.set(name, number)
    return number
  }

  /** Numbers by their size, words by the alphabet; the table says what becomes of each number. */
  inOrder(): { names: string[]; numbers: Uint8Array } {
    const names = [...this.numbers.keys()].toSorted(
      (one, other) => toNumber(one) - toNumber(other) || one.localeCompare(other, 'en')
    )
    const numbers = new Uint8Array(256)
    names.forEach((name, index) => (numbers[this.numberOf(name)] = index))
    return { names, numbers }
  }
}

/** Rows of x, y and a label, which may be a word. */
export function collectPoints({ label, skipped }: TableLayout, names: ClassNames): RowCollector {
  const points = new GrowingExamples(2, floats)
  const labels = new GrowingExamples(1, (length) => new Uint8Array(length))
  const begin = label === skipped ? skipped + 1 : skipped

  return {
    get count() {
      return points.count
    },
    add(cells) {
      const point = points.next()
      for (const axis of [0, 1]) {
        const value = Math.fround(toNumber(cells[begin + axis]))
        if (!Number.isFinite(value)) return numberProblem(cells[begin + axis], begin + axis + 1)
        point[axis] = value
      }
      const name = tidyName(cells[label])
      if (name === '') return numberProblem('', label + 1)
      labels.next()[0] = names.numberOf(name)
      labels.keep()
      points.keep()
      return null
    },
    toPart: () => ({
      count: points.count,
      inputs: points.all(),
      answers: { kind: 'classes', labels: labels.all() }
    })
  }
}

/** Rows of x and the height there. */
export function collectCurve({ label, skipped }: TableLayout): RowCollector {
  const places = new GrowingExamples(1, floats)
  const heights = new GrowingExamples(1, floats)
  const input = label === skipped ? skipped + 1 : skipped

  return {
    get count() {
      return places.count
    },
    add(cells) {
      for (const [column, values] of [
        [input, places],
        [label, heights]
      ] as const) {
        const value = Math.fround(toNumber(cells[column]))
        if (!Number.isFinite(value)) return numberProblem(cells[column], column + 1)
        values.next()[0] = value
      }
      places.keep()
      heights.keep()
      return null
    },
    toPart: () => ({
      count: places.count,
      inputs: places.all(),
      answers: { kind: 'values', targets: heights.all() }
    })
  }
}

/** One line, as it can be shown; "1.0" is the class 1. */
function tidyName(cell: string): string {
  const number = toNumber(cell)
  if (Number.isInteger(number)) return String(number)
  return cell
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_CLASS_NAME)
}
