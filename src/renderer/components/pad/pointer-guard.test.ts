import { describe, expect, it } from 'vitest'
import { createPointerGuard, type Contact } from './pointer-guard'

const contact = (
  pointerType: string,
  pointerId: number,
  timeStamp: number,
  button = 0
): Contact => ({ pointerType, pointerId, timeStamp, button })

describe('createPointerGuard', () => {
  it('lets the mouse draw with its main button only', () => {
    const guard = createPointerGuard()
    expect(guard.admit(contact('mouse', 1, 0, 2))).toBe('ignore')
    expect(guard.admit(contact('mouse', 1, 0))).toBe('begin')
    expect(guard.isDrawing(contact('mouse', 1, 5))).toBe(true)
  })

  it('lets one pointer draw at a time', () => {
    const guard = createPointerGuard()
    guard.admit(contact('touch', 1, 0))
    expect(guard.admit(contact('touch', 2, 10))).toBe('ignore')
    expect(guard.isDrawing(contact('touch', 2, 11))).toBe(false)
    guard.release()
    expect(guard.admit(contact('touch', 2, 20))).toBe('begin')
  })

  it('takes a touch for the palm while a pen is about, and for a finger long after', () => {
    const guard = createPointerGuard()
    guard.notice(contact('pen', 7, 1000))
    expect(guard.admit(contact('touch', 1, 1500))).toBe('ignore')
    expect(guard.admit(contact('touch', 1, 60_000))).toBe('begin')
  })

  it('lets the pen take over from a palm that came first', () => {
    const guard = createPointerGuard()
    guard.admit(contact('touch', 1, 0))
    expect(guard.admit(contact('pen', 7, 200))).toBe('replace')
    expect(guard.isDrawing(contact('touch', 1, 210))).toBe(false)
    expect(guard.isDrawing(contact('pen', 7, 210))).toBe(true)
  })

  it('does not let a pen take over from the mouse', () => {
    const guard = createPointerGuard()
    guard.admit(contact('mouse', 1, 0))
    expect(guard.admit(contact('pen', 7, 200))).toBe('ignore')
  })
})
