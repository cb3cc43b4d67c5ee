import { expect, test } from 'vitest'
import { chooseRuntime } from './downhill.mjs'

test('the terminal runs in Node where Node can open the database', () => {
  expect(chooseRuntime('10', 'darwin')).toBe('node')
  expect(chooseRuntime('9', 'linux')).toBe('node')
  expect(chooseRuntime('9', 'darwin')).toBe('electron')
})
