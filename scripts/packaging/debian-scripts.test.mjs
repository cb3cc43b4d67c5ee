import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { packagingFolder } from './places.mjs'

/** Stands for the system's root, so that the scripts of the package can be tried by anybody. */
let system
const place = (path) => join(system, path)
const PROFILE = 'etc/apparmor.d/downhill'
const KERNEL_ASKS = 'proc/sys/kernel/apparmor_restrict_unprivileged_userns'

beforeEach(() => {
  system = mkdtempSync(join(tmpdir(), 'downhill-maintainer-'))
  for (const folder of ['etc/apparmor.d', 'proc/sys/kernel', 'usr/share/downhill', 'bin']) {
    mkdirSync(place(folder), { recursive: true })
  }
  writeFileSync(place('usr/share/downhill/apparmor-profile'), 'a profile')
})
afterEach(() => rmSync(system, { recursive: true }))

/** A parser that takes profiles or not, and notes what it is asked. */
function haveParser(exitCode) {
  const file = place('bin/apparmor_parser')
  writeFileSync(file, `#!/bin/sh\necho "$@" >> ${place('asked')}\nexit ${exitCode}\n`)
  chmodSync(file, 0o755)
}

function runScript(name, ...words) {
  const text = readFileSync(join(packagingFolder, 'debian', name), 'utf8')
  const moved = text.replace(/(?<![\w/])\/(etc|proc|usr)\//g, `${system}/$1/`)
  expect(moved).not.toBe(text)
  const env = { PATH: `${place('bin')}:/usr/bin:/bin` }
  return spawnSync('/bin/sh', ['-c', moved, name, ...words], { env, encoding: 'utf8' }).status
}

describe.skipIf(process.platform === 'win32')('the profile of the installed program', () => {
  test('is loaded where the kernel asks for one, and goes with the program', () => {
    writeFileSync(place(KERNEL_ASKS), '1')
    haveParser(0)
    expect(runScript('postinst', 'configure', '')).toBe(0)
    expect(readFileSync(place(PROFILE), 'utf8')).toBe('a profile')
    expect(readFileSync(place('asked'), 'utf8')).toContain(`--skip-read-cache ${place(PROFILE)}`)

    expect(runScript('postrm', 'upgrade', '0.2.0')).toBe(0)
    expect(existsSync(place(PROFILE)), 'after an upgrade').toBe(true)
    expect(runScript('postrm', 'remove')).toBe(0)
    expect(existsSync(place(PROFILE))).toBe(false)
    expect(readFileSync(place('asked'), 'utf8')).toContain(`--remove ${place(PROFILE)}`)
    expect(runScript('postrm', 'purge')).toBe(0)
  })

  test('is left out where the kernel does not ask, or the parser would stumble over it', () => {
    haveParser(0)
    expect(runScript('postinst', 'configure', '')).toBe(0)
    expect(existsSync(place(PROFILE)), 'the kernel does not ask').toBe(false)

    writeFileSync(place(KERNEL_ASKS), '1')
    haveParser(1)
    expect(runScript('postinst', 'configure', '')).toBe(0)
    expect(existsSync(place(PROFILE)), 'the parser is too old').toBe(false)

    rmSync(place('bin/apparmor_parser'))
    expect(runScript('postinst', 'configure', '')).toBe(0)
    expect(runScript('postrm', 'remove')).toBe(0)
  })

  test('is not touched by a step that failed', () => {
    writeFileSync(place(KERNEL_ASKS), '1')
    haveParser(0)
    expect(runScript('postinst', 'abort-upgrade', '0.1.0')).toBe(0)
    expect(existsSync(place(PROFILE))).toBe(false)
  })
})
