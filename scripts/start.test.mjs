import { expect, test } from 'vitest'
import { electronOptions, terminalArguments } from './start.mjs'

test('without words the terminal trains the lesson', () => {
  expect(terminalArguments([])).toEqual(['train', '--preset', 'lesson-96'])
})

test('options alone are options of the lesson', () => {
  expect(terminalArguments(['--seed', '7'])).toEqual([
    'train',
    '--preset',
    'lesson-96',
    '--seed',
    '7'
  ])
})

test('words are passed on as they are', () => {
  expect(terminalArguments(['runs', '--all'])).toEqual(['runs', '--all'])
})

const linux = { platform: 'linux', isRoot: false, environment: { DISPLAY: ':0' } }

test('the sandbox is left out for root on Linux only', () => {
  expect(electronOptions(linux)).toEqual([])
  expect(electronOptions({ ...linux, isRoot: true })).toEqual(['--no-sandbox'])
  expect(electronOptions({ platform: 'darwin', isRoot: true, environment: {} })).toEqual([])
})

test('Wayland is asked for where there is nothing else', () => {
  const environment = { WAYLAND_DISPLAY: 'wayland-0' }
  expect(electronOptions({ ...linux, environment })).toEqual(['--ozone-platform=wayland'])
})
