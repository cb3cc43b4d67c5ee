import { INTAKE_LIMITS } from '../../../shared/intake'
import { GrowingExamples } from '../growing'
import { PICTURE_SIZE, type ReadPart } from '../read-files'
import { numberProblem, shorten, toNumber, type RowProblem } from './cells'
import type { TableLayout } from './layout'

/** Collects the rows of a table; each is kept, or the reason told why not. */
export interface RowCollector {
  readonly count: number
  add(cells: readonly string[]): RowProblem | null
  toPart(): ReadPart
}

/** Rows of a label and 784 grey values. */
export function collectPictures({ label, skipped, greyIsShare }: TableLayout): RowCollector {
  const pictures = new GrowingExamples(PICTURE_SIZE, (length) => new Uint8Array(length))
  const labels = new GrowingExamples(1, (length) => new Uint8Array(length))
  const begin = label === skipped ? skipped + 1 : skipped
  const factor = greyIsShare ? 255 : 1

  return {
    get count() {
      return pictures.count
    },
    add(cells) {
      const number = toNumber(cells[label])
      if (!Number.isInteger(number) || number < 0 || number >= INTAKE_LIMITS.classes.max) {
        const missing = cells[label].trim() === ''
        return missing
          ? numberProblem('', label + 1)
          : { code: 'row-label', values: { text: shorten(cells[label]) } }
      }
      const picture = pictures.next()
      for (let pixel = 0; pixel < PICTURE_SIZE; pixel++) {
        const cell = cells[begin + pixel]
        // most are paper
        if (cell === '0') {
          picture[pixel] = 0
          continue
        }
        const value = toNumber(cell) * factor
        if (!(value >= 0 && value <= 255)) return greyProblem(cell, begin + pixel + 1, greyIsShare)
        picture[pixel] = Math.round(value)
      }
      labels.next()[0] = number
      labels.keep()
      pictures.keep()
      return null
    },
    toPart: () => ({
      count: pictures.count,
      inputs: pictures.all(),
      answers: { kind: 'classes', labels: labels.all() }
    })
  }
}

function greyProblem(cell: string, column: number, isShare: boolean): RowProblem {
  if (Number.isNaN(toNumber(cell))) return numberProblem(cell, column)
  return { code: 'row-range', values: { column, text: shorten(cell), most: isShare ? 1 : 255 } }
}
