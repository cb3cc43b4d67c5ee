import { expect, test } from 'vitest'
import { choosePackages, KNOWN_LIBRARIES } from './debian-packages.mjs'

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

test('knows the libraries apart from the commands', () => {
  expect(KNOWN_LIBRARIES).toEqual(expect.arrayContaining(['libnss3.so', 'libgtk-3.so.0']))
  expect(KNOWN_LIBRARIES).not.toContain('Xvfb')
  expect(KNOWN_LIBRARIES).not.toContain('g++')
})
