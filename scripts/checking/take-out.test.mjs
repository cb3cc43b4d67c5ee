import { expect, it } from 'vitest'
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
