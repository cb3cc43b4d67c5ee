import { expect, it } from 'vitest'
import { toFileName } from './files'

it.each([
  ['Run 1', 'Run 1'],
  ['Ünter Größe 数字', 'Ünter Größe 数字'],
  ['a/b\\c:d*e?f"g<h>i|j', 'a b c d e f g h i j'],
  ['two\nlines\u0000\u202e', 'two lines'],
  ['../../etc/passwd', 'etc passwd'],
  ['.hidden. ', 'hidden'],
  ['', 'downhill'],
  [' / ', 'downhill'],
  ['CON', 'downhill CON'],
  ['com1.x', 'downhill com1.x'],
  ['console', 'console']
])('of %j comes the name %j', (text, name) => {
  expect(toFileName(text)).toBe(name)
})

it('is no longer than systems allow, and cuts no character in two', () => {
  const name = toFileName('😀'.repeat(300))
  expect([...name]).toHaveLength(100)
  expect(name.endsWith('😀')).toBe(true)
})
