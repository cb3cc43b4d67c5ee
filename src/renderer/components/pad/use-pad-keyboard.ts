import { reactive, readonly } from 'vue'
import { PICTURE_SIDE, type Point } from '../../../shared/digit-strokes'
import type { Pad } from '../../composables/use-pad'

/** The keyboard draws on a grid of 14 by 14 cells, each two pixels of the picture wide. */
export const GRID_CELLS = 14
const CELL = PICTURE_SIDE / GRID_CELLS

export interface GridCursor {
  /** 0 .. 13 from the left and from the top. */
  column: number
  row: number
  penDown: boolean
}

export interface PadKeyboard {
  cursor: Readonly<GridCursor>
  /** Returns whether the key meant something to the pad; then it must mean nothing else. */
  press: (
    event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>
  ) => boolean
  lift: () => void
}

const STEPS: Partial<Record<string, [columns: number, rows: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1]
}

/** The middle of a cell, in pad units. */
function middleOf({ column, row }: GridCursor): Point {
  return { x: (column + 0.5) * CELL, y: (row + 0.5) * CELL }
}

/** By so many pixels of the picture a drawing is moved at once: enough for a digit to be misread. */
export const SHIFT = 4

/**
 * Arrows move a cursor, with Shift all that lies on the pad; Space or Enter lowers and lifts the pen,
 * Escape lifts it.
 */
export function usePadKeyboard(pad: Pad): PadKeyboard {
  const cursor = reactive<GridCursor>({ column: 4, row: 2, penDown: false })

  const lift = (): void => {
    if (cursor.penDown) pad.end()
    cursor.penDown = false
  }

  const move = ([columns, rows]: [number, number]): void => {
    cursor.column = Math.min(Math.max(cursor.column + columns, 0), GRID_CELLS - 1)
    cursor.row = Math.min(Math.max(cursor.row + rows, 0), GRID_CELLS - 1)
    if (cursor.penDown) pad.extend([middleOf(cursor)])
  }

  const press: PadKeyboard['press'] = ({ key, ctrlKey, metaKey, altKey, shiftKey }) => {
    if (altKey) return false
    if (ctrlKey || metaKey) {
      if (key.toLowerCase() !== 'z') return false
      lift()
      pad.undo()
      return true
    }
    const step = STEPS[key]
    if (step && shiftKey) {
      lift()
      pad.moveBy(step[0] * SHIFT, step[1] * SHIFT)
    } else if (step) {
      move(step)
    } else if (key === ' ' || key === 'Enter') {
      if (cursor.penDown) lift()
      else {
        pad.begin(middleOf(cursor))
        cursor.penDown = true
      }
    } else if (key === 'Escape' && cursor.penDown) {
      lift()
    } else if (key === 'Backspace') {
      lift()
      pad.undo()
    } else if (key === 'Delete') {
      lift()
      pad.clear()
    } else {
      return false
    }
    return true
  }

  return { cursor: readonly(cursor), press, lift }
}
