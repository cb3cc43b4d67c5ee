import { describe, expect, it } from 'vitest'
import { withoutPersonal, type Personal } from './personal'

const personal: Personal = {
  names: ['zaphodine', 'class-pc-7'],
  folders: [
    { path: '/home/zaphodine/Downhill runs', stands: '<library>' },
    { path: '/home/zaphodine', stands: '~' },
    { path: '/opt/Downhill', stands: '<program>' }
  ],
  texts: ['My first run', 'run', 'of Anna', 'no']
}
const clean = (text: string): string => withoutPersonal(text, personal)

describe('withoutPersonal', () => {
  it('leaves a stack within the program readable', () => {
    const line = '    at read (/opt/Downhill/out/main/index.js:12:3)'
    expect(clean(line)).toBe('    at read (<program>/out/main/index.js:12:3)')
    expect(clean('at file:///opt/Downhill/out/x.js:1')).not.toContain('opt')
  })

  it.each([
    '/home/zaphodine/Downhill runs/secret plan.sqlite',
    'open /media/stick/class of 7b/three.png failed',
    String.raw`open C:\Users\somebody\My data\x.csv`,
    String.raw`open \\server\share\secret.csv`,
    'file:///media/secret%20plan.csv',
    'open /Übung/secret plan.csv failed',
    'ENOENT, open "secret plan.csv"',
    'the run “secret plan” is odd'
  ])('leaves out paths and what is quoted: %s', (line) => {
    expect(clean(line)).not.toMatch(/secret|stick|somebody|class of|7b|three|share|plan|zaphodine/)
  })

  it('leaves out names and what was typed, longer texts first, and no single letters', () => {
    expect(clean('My first run: the picture of Anna by zaphodine on class-pc-7, no more')).toBe(
      '<text>: the picture <text> by <name> on <name>, no more'
    )
  })

  it('keeps what is neither', () => {
    expect(clean('pace: packedRuns held up the main thread for 12 ms and/or more')).toBe(
      'pace: packedRuns held up the main thread for 12 ms and/or more'
    )
  })
})
