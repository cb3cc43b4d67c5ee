import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLog } from './log'

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
})
