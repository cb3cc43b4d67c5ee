// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { findShortcut, isMac, isTyping, type Shortcut } from './use-shortcuts'

const shortcuts: Shortcut[] = [
  { key: '1', command: true, run: () => undefined },
  { key: 'z', command: true, run: () => undefined },
  { key: '?', command: false, run: () => undefined }
]
const elsewhere = { mac: false, singleKeys: true }

function press(key: string, changes: Partial<KeyboardEventInit> & { target?: EventTarget } = {}) {
  const { ctrlKey = false, metaKey = false, altKey = false, target = document.body } = changes
  return { key, ctrlKey, metaKey, altKey, target, defaultPrevented: false }
}

function element(html: string): Element {
  document.body.innerHTML = html
  const made = document.body.firstElementChild
  if (!made) throw new Error(html)
  return made
}

describe('findShortcut', () => {
  it('takes Ctrl, and Command in its place on a Mac', () => {
    expect(findShortcut(press('1', { ctrlKey: true }), shortcuts, elsewhere)?.key).toBe('1')
    expect(findShortcut(press('1'), shortcuts, elsewhere)).toBeUndefined()
    const mac = { mac: true, singleKeys: true }
    expect(findShortcut(press('1', { metaKey: true }), shortcuts, mac)?.key).toBe('1')
    expect(findShortcut(press('1', { ctrlKey: true }), shortcuts, mac)).toBeUndefined()
  })

  it('leaves alone what is combined with Alt', () => {
    const event = press('1', { ctrlKey: true, altKey: true })
    expect(findShortcut(event, shortcuts, elsewhere)).toBeUndefined()
  })

  it('has single keys that can be switched off, and none while typing', () => {
    expect(findShortcut(press('?'), shortcuts, elsewhere)?.key).toBe('?')
    expect(findShortcut(press('?'), shortcuts, { mac: false, singleKeys: false })).toBeUndefined()
    const field = element('<input type="text">')
    expect(findShortcut(press('?', { target: field }), shortcuts, elsewhere)).toBeUndefined()
  })

  it('leaves Ctrl+Z to a text field, but not Ctrl+1', () => {
    const field = element('<input type="text">')
    const withControl = (key: string): ReturnType<typeof press> =>
      press(key, { ctrlKey: true, target: field })
    expect(findShortcut(withControl('z'), shortcuts, elsewhere)).toBeUndefined()
    expect(findShortcut(withControl('1'), shortcuts, elsewhere)?.key).toBe('1')
  })
})

describe('isTyping', () => {
  it('is about places that take letters', () => {
    for (const html of ['<input>', '<textarea></textarea>', '<select></select>']) {
      expect(isTyping(element(html))).toBe(true)
    }
    for (const html of ['<input type="checkbox">', '<input type="range">', '<button></button>']) {
      expect(isTyping(element(html))).toBe(false)
    }
    expect(isTyping(null)).toBe(false)
  })
})

describe('isMac', () => {
  it('knows the platform', () => {
    expect(isMac('MacIntel')).toBe(true)
    expect(isMac('Win32')).toBe(false)
  })
})
