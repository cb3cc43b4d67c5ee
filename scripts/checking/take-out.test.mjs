import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../support/paths.mjs'
import { readJson } from '../support/tools.mjs'
import { applyEdits } from './take-out.mjs'

const read = (file) => ({ 'a.ts': 'one two two', 'b.ts': 'three' })[file]

it('changes what is to be taken out, and nothing else', () => {
  const edits = [
    { file: 'a.ts', text: 'one', replacement: '$&1' },
    { file: 'b.ts', text: 'three', replacement: '' },
    { file: 'a.ts', text: '$&1 ', replacement: '' }
  ]
  expect(applyEdits(edits, read)).toEqual([
    ['a.ts', 'two two'],
    ['b.ts', '']
  ])
})

it('says where a protection is not as it was written down', () => {
  const taking = (text) => () => applyEdits([{ file: 'a.ts', text, replacement: '' }], read)
  expect(taking('four')).toThrow('a.ts has this 0 times')
  expect(taking('two')).toThrow('a.ts has this 2 times')
})

const CHECKS = join(root, 'checks', 'unprotected')

it.each(readdirSync(CHECKS))('finds the protection of %s in the sources of now', (name) => {
  const { edits } = readJson(join(CHECKS, name))
  const ofNow = (file) => readFileSync(join(root, file), 'utf8')
  expect(applyEdits(edits, ofNow)).not.toEqual([])
})
