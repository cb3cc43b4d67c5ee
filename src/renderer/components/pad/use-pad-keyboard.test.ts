import { describe, expect, it } from 'vitest'
import { createPad } from '../../composables/use-pad'
import { GRID_CELLS, usePadKeyboard, type PadKeyboard } from './use-pad-keyboard'

const PLAIN = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }
const COMMAND = { ...PLAIN, ctrlKey: true }

function press(keyboard: PadKeyboard, ...keys: string[]): boolean[] {
  return keys.map((key) => keyboard.press({ ...PLAIN, key }))
}

describe('usePadKeyboard', () => {
  it('draws through the middles of the cells while the pen is down', () => {
    const pad = createPad()
    const keyboard = usePadKeyboard(pad)
    const { column, row } = keyboard.cursor
    press(keyboard, 'ArrowRight', ' ', 'ArrowDown', 'ArrowLeft', 'Escape', 'ArrowDown')
    const x = 2 * (column + 1) + 1
    const y = 2 * row + 1
    expect(pad.content.value.strokes.map(({ points }) => points)).toEqual([
      [
        { x, y },
        { x, y: y + 2 },
        { x: x - 2, y: y + 2 }
      ]
    ])
    expect(keyboard.cursor).toEqual({ column, row: row + 2, penDown: false })
  })

  it('stays on the pad', () => {
    const keyboard = usePadKeyboard(createPad())
    press(keyboard, ...Array<string>(20).fill('ArrowLeft'), ...Array<string>(20).fill('ArrowUp'))
    expect(keyboard.cursor).toMatchObject({ column: 0, row: 0 })
    press(keyboard, ...Array<string>(20).fill('ArrowRight'), ...Array<string>(20).fill('ArrowDown'))
    expect(keyboard.cursor).toMatchObject({ column: GRID_CELLS - 1, row: GRID_CELLS - 1 })
  })

  it('lifts the pen by Enter and takes strokes back', () => {
    const pad = createPad()
    const keyboard = usePadKeyboard(pad)
    press(keyboard, 'Enter', 'Enter', 'Enter', 'ArrowUp')
    expect(pad.content.value.strokes).toHaveLength(2)
    press(keyboard, 'Backspace')
    expect(pad.content.value.strokes).toHaveLength(1)
    expect(keyboard.cursor.penDown).toBe(false)
    keyboard.press({ ...COMMAND, key: 'z' })
    expect(pad.isEmpty.value).toBe(true)
  })

  it('clears the pad by Delete', () => {
    const pad = createPad()
    const keyboard = usePadKeyboard(pad)
    press(keyboard, ' ', 'ArrowUp', 'Delete')
    expect(pad.isEmpty.value).toBe(true)
    expect(keyboard.cursor.penDown).toBe(false)
  })

  it('leaves to the program what it does not use', () => {
    const keyboard = usePadKeyboard(createPad())
    expect(press(keyboard, 'Tab', 'a', 'Escape')).toEqual([false, false, false])
    expect(keyboard.press({ ...COMMAND, key: '1' })).toBe(false)
    expect(keyboard.press({ ...COMMAND, key: 'ArrowUp' })).toBe(false)
  })

  it('moves the drawing by four pixels with Shift and an arrow', () => {
    const pad = createPad()
    const keyboard = usePadKeyboard(pad)
    press(keyboard, ' ', 'ArrowRight')
    const [from, to] = pad.content.value.strokes[0].points
    keyboard.press({ ...PLAIN, shiftKey: true, key: 'ArrowDown' })
    keyboard.press({ ...PLAIN, shiftKey: true, key: 'ArrowLeft' })
    expect(keyboard.cursor.penDown).toBe(false)
    expect(pad.content.value.strokes[0].points).toEqual([
      { x: from.x - 4, y: from.y + 4 },
      { x: to.x - 4, y: to.y + 4 }
    ])
  })
})
