import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, test } from '@playwright/test'
import { launchOptions } from '../program'
import { row, times, tried } from '../trials'
import { makePackage } from './debian'
import { PackagedProgram } from './packaged-program'

test.setTimeout(times(180_000, 600_000))

test('the archive is one folder, and starts wherever it is unpacked', row('archive'), async () => {
  const folder = mkdtempSync(join(tmpdir(), 'downhill archive ü-'))
  try {
    const archive = makePackage('tar.gz', folder)
    const place = join(folder, 'my programs')
    mkdirSync(place)
    execFileSync('tar', ['-xzf', archive, '-C', place])
    expect(readdirSync(place)).toEqual([basename(archive, '.tar.gz')])
    const executable = join(place, basename(archive, '.tar.gz'), 'downhill')
    const program = await PackagedProgram.start({
      executable,
      env: launchOptions(join(folder, 'data')).env
    })
    expect((await program.request('datasets.list', undefined)).length).toBeGreaterThan(0)
    expect(await program.quit()).toBe(0)
    const megabytes = (statSync(archive).size / 1e6).toFixed(0)
    tried(test.info(), `unpacked into a folder with spaces and umlauts, started; ${megabytes} MB`)
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
  }
})
