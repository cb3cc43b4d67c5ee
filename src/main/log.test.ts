import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLog, readLog } from './log'

describe('openLog', () => {
  let folder: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'downhill-log-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('makes the folder and appends a line a message, an error with its stack', () => {
    const log = openLog(join(folder, 'log'))
    log.write('window', 'opened')
    log.error('uncaught', new Error('out of luck'))
    const text = readFileSync(join(folder, 'log/downhill.log'), 'utf8')
    expect(text).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z window: opened\n/)
    expect(text).toContain('uncaught: Error: out of luck\n    at ')
  })

  it('begins anew when it has grown large, and keeps what went before', () => {
    writeFileSync(join(folder, 'downhill.log'), 'x'.repeat(1_000_001))
    openLog(folder).write('window', 'opened')
    expect(readFileSync(join(folder, 'downhill.log'), 'utf8')).toContain('window: opened')
    expect(readFileSync(join(folder, 'downhill.previous.log'), 'utf8')).toMatch(/^x+$/)
  })

  it('stays silent where nothing can be written', () => {
    writeFileSync(join(folder, 'a-file'), '')
    openLog(join(folder, 'a-file')).write('window', 'opened')
    expect(existsSync(join(folder, 'a-file/downhill.log'))).toBe(false)
  })

  it('counts the same entry over and over, and tells the number', () => {
    let now = 0
    const log = openLog(folder, () => now)
    for (let time = 0; time < 10_000; time++) log.write('refused', 'request to https://example.org')
    log.write('window', 'still heard')
    expect(lines()).toHaveLength(2)
    now += 10_000
    log.write('window', 'opened')
    expect(lines().map((line) => line.slice(25))).toEqual([
      'refused: request to https://example.org',
      'window: still heard',
      'refused: request to https://example.org (repeated 10000 times)',
      'window: opened'
    ])
  })

  it('does not grind the disk when every entry is another', () => {
    let now = 0
    const log = openLog(folder, () => now)
    for (let time = 0; time < 50_000; time++) log.write('refused', `request ${time}`)
    expect(lines()).toHaveLength(100)
    now += 10_000
    log.write('refused', 'x'.repeat(1_000_000))
    const written = lines()
    expect(written.at(-2)).toContain('49900 more entries came too fast')
    expect(written.at(-1)?.length).toBeLessThan(4100)
  })

  it('goes on after the clock was set back', () => {
    let now = Date.UTC(2026, 0, 1)
    const log = openLog(folder, () => now)
    log.write('window', 'opened')
    now -= 365 * 24 * 3600 * 1000
    log.write('window', 'opened')
    expect(lines()).toHaveLength(2)
  })

  it('holds two files of a megabyte at most, through days of floods', () => {
    let now = 0
    const log = openLog(folder, () => now)
    for (let time = 0; time < 2000; time++) {
      now += 10_001
      log.write('refused', `${time} ${'x'.repeat(4000)}`)
    }
    for (const name of ['downhill.log', 'downhill.previous.log']) {
      expect(statSync(join(folder, name)).size).toBeLessThan(1_010_000)
    }
  })

  it('stays bounded where its predecessor cannot be replaced', () => {
    // stands for a file that another program holds open on Windows
    mkdirSync(join(folder, 'downhill.previous.log', 'held'), { recursive: true })
    let now = 0
    const log = openLog(folder, () => now)
    for (let time = 0; time < 1000; time++) {
      now += 10_001
      log.write('refused', `${time} ${'x'.repeat(4000)}`)
      expect(statSync(join(folder, 'downhill.log')).size).toBeLessThan(2_010_000)
    }
    expect(lines().at(-1)).toContain('refused: 999')
  })

  it('is read with what went before', async () => {
    writeFileSync(join(folder, 'downhill.previous.log'), 'one\n')
    writeFileSync(join(folder, 'downhill.log'), 'two\n')
    expect(await readLog(folder)).toEqual(['one', 'two'])
    expect(await readLog(join(folder, 'nowhere'))).toEqual([])
  })

  const lines = (): string[] =>
    readFileSync(join(folder, 'downhill.log'), 'utf8').trimEnd().split('\n')
})
