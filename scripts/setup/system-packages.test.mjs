import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { choosePackages, missingCommands } from './system-packages.mjs'

const everything = () => true

test('asks for each package once', () => {
  expect(choosePackages(['libnss3.so', 'libsmime3.so', 'g++'], everything)).toEqual([
    'libnss3',
    'g++'
  ])
})

test('takes the name that this release has', () => {
  const onlyOldNames = (name) => !name.endsWith('t64')
  expect(choosePackages(['libgtk-3.so.0'], everything)).toEqual(['libgtk-3-0t64'])
  expect(choosePackages(['libgtk-3.so.0'], onlyOldNames)).toEqual(['libgtk-3-0'])
})

test('where the lists are empty it names the oldest name', () => {
  expect(choosePackages(['libgtk-3.so.0'], () => false)).toEqual(['libgtk-3-0'])
})

test('knows when it does not know', () => {
  expect(choosePackages(['g++', 'libunheard.so.1'], everything)).toBeUndefined()
})

test('looks for commands along the path', () => {
  const folder = mkdtempSync(join(tmpdir(), 'downhill-path-'))
  writeFileSync(join(folder, 'present'), '')
  const environment = { PATH: `/nowhere:${folder}` }
  expect(missingCommands(['present', 'absent'], environment)).toEqual(['absent'])
  rmSync(folder, { recursive: true })
})
