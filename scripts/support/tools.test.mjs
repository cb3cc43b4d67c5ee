import { expect, test } from 'vitest'
import { npmCommand, toolFile } from './tools.mjs'

test('starts the npm that started this script', () => {
  const environment = { npm_execpath: '/opt/npm/bin/npm-cli.js' }
  expect(npmCommand(['ci'], environment, 'win32')).toEqual({
    command: process.execPath,
    args: ['/opt/npm/bin/npm-cli.js', 'ci'],
    options: {}
  })
})

test('starts npm by name where something else started it', () => {
  expect(npmCommand(['ci'], {}, 'linux')).toEqual({
    command: 'npm',
    args: ['ci'],
    options: { shell: false }
  })
  expect(npmCommand(['ci'], { npm_execpath: '/opt/yarn.js' }, 'win32').options.shell).toBe(true)
})

test('finds the file behind a command', () => {
  expect(toolFile('vitest')).toMatch(/vitest\.mjs$/)
  expect(toolFile('dependency-cruiser', 'depcruise')).toMatch(/dependency-cruise\.mjs$/)
})
