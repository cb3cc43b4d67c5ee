import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bundlesIn, withEnding, withoutBundles } from './file-names'

describe('the files among the words of a start', () => {
  it('are those that end as Downhill’s do, wherever they lie', () => {
    const folder = resolve('/home/ada')
    const elsewhere = resolve('/media/stick/b.DOWNHILL')
    const words = ['.', '--no-sandbox', 'a.downhill', elsewhere, 'notes.txt', '--x.downhill']
    expect(bundlesIn(words, folder)).toEqual([join(folder, 'a.downhill'), elsewhere])
    expect(withoutBundles(words)).toEqual(['.', '--no-sandbox', 'notes.txt', '--x.downhill'])
  })
})

describe('a name that was typed', () => {
  const there =
    (...files: string[]) =>
    (file: string) =>
      files.includes(file)

  it('keeps its ending, or gets it', () => {
    expect(withEnding('/a/run.PDF', 'pdf', there('/a/run.PDF'))).toBe('/a/run.PDF')
    expect(withEnding('/a/run', 'pdf', there())).toBe('/a/run.pdf')
    expect(withEnding('/a/run.v2', 'pdf', there())).toBe('/a/run.v2.pdf')
  })

  it('gets a number where nobody was asked whether the file may be replaced', () => {
    expect(withEnding('/a/run', 'pdf', there('/a/run.pdf', '/a/run 2.pdf'))).toBe('/a/run 3.pdf')
  })
})
