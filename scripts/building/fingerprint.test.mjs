import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fingerprint, sizes } from './fingerprint.mjs'

let base

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'downhill-fingerprint-'))
  mkdirSync(join(base, 'src', 'deep'), { recursive: true })
  writeFileSync(join(base, 'src', 'deep', 'a.ts'), 'one')
  writeFileSync(join(base, 'package.json'), '{}')
})

afterEach(() => rmSync(base, { recursive: true }))

const names = ['src', 'package.json', 'not-there']
const now = () => fingerprint(base, names)

test('stays the same while only times change', () => {
  const before = now()
  utimesSync(join(base, 'package.json'), 1, 1)
  expect(now()).toBe(before)
})

test('changes with every edit, addition and renaming', () => {
  const seen = [now()]
  writeFileSync(join(base, 'src', 'deep', 'a.ts'), 'two')
  seen.push(now())
  writeFileSync(join(base, 'src', 'b.ts'), '')
  seen.push(now())
  renameSync(join(base, 'src', 'b.ts'), join(base, 'src', 'c.ts'))
  seen.push(now())
  expect(new Set(seen).size).toBe(4)
})

test('leaves out what it is told to', () => {
  const isIncluded = (path) => path !== 'src/deep/a.test.ts'
  const before = fingerprint(base, names, isIncluded)
  writeFileSync(join(base, 'src', 'deep', 'a.test.ts'), 'a test')
  expect(fingerprint(base, names, isIncluded)).toBe(before)
})

test('lists the sizes of all files', () => {
  expect(sizes(base, names)).toEqual({ 'package.json': 2, 'src/deep/a.ts': 3 })
})
