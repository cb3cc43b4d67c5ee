import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
// @ts-expect-error the scripts are plain JavaScript
import { auditLicences } from '../../scripts/licences/lock-audit.mjs'
// @ts-expect-error the scripts are plain JavaScript
import { buildMarks, markedVersion } from '../../scripts/packaging/marks.mjs'
import { UNPACKED } from '../package/packaged-program'
import { CHECKOUT } from '../program'
import { row, times, tried } from '../trials'

/** Electron mends its newest three major versions. */
const SUPPORTED_MAJORS = 3
const REGISTRY_PATIENCE_MILLISECONDS = 20_000

// Playwright reads a fixture's needs from the braces, also where there are none
/* eslint-disable no-empty-pattern */

/** What npm answers; undefined where the registry does not. */
function askNpm(words: string[]): { answer: unknown; refusal: string } {
  const { stdout, stderr } = spawnSync('npm', [...words, '--json'], {
    cwd: CHECKOUT,
    encoding: 'utf8',
    timeout: REGISTRY_PATIENCE_MILLISECONDS,
    shell: process.platform === 'win32'
  })
  try {
    const answer = JSON.parse(stdout ?? '') as { error?: unknown; message?: string }
    if (!answer.error && !answer.message) return { answer, refusal: '' }
    return { answer: undefined, refusal: answer.message ?? JSON.stringify(answer.error) }
  } catch {
    return { answer: undefined, refusal: (stderr ?? '').trim().split('\n').at(-1) ?? '' }
  }
}

function declaredElectron(): string {
  const words = JSON.parse(readFileSync(join(CHECKOUT, 'package.json'), 'utf8')) as {
    devDependencies: { electron: string }
  }
  return words.devDependencies.electron
}

test('One Electron is declared, and it is still mended', row('34'), ({}, info) => {
  const declared = declaredElectron()
  expect(declared).toMatch(/^\d+\.\d+\.\d+$/)
  // a learner with an old copy is not to be told so by a failing test: the long form is for who releases
  const isRelease = times(0, 1) === 1
  const { answer, refusal } = isRelease
    ? askNpm(['view', 'electron', 'version'])
    : { answer: undefined, refusal: 'the registry is asked in the long form' }
  if (typeof answer !== 'string') {
    tried(info, `${declared} is declared; whether it is still mended: ${refusal}`)
    return
  }
  expect(Number.parseInt(declared)).toBeGreaterThan(Number.parseInt(answer) - SUPPORTED_MAJORS)
  tried(info, `${declared} is declared, ${answer} is the newest`)
})

test('A package with another Electron is marked as a test build', row('34'), ({}, info) => {
  const archive = readFileSync(join(UNPACKED, 'resources/app.asar'))
  const marks = /"downhill":\s*(\{[^}]*\})/.exec(archive.toString('latin1'))?.[1] ?? '{}'
  expect(JSON.parse(marks)).toEqual(buildMarks())
  expect(markedVersion({ testBuild: true, signed: false }, 'linux')).toContain('test-build')
  expect(markedVersion({ testBuild: false, signed: false }, 'win32')).toContain('unsigned')
  tried(info, `this one: ${markedVersion()}`)
})

test('Licences allow what is done with the packages', row('34'), ({}, info) => {
  const { checked, refused } = auditLicences()
  expect(refused).toEqual([])
  expect(checked).toBeGreaterThan(100)
  tried(info, `${checked} packages`)
})

test('No known vulnerability is in what is shipped', row('34'), ({}, info) => {
  const { answer, refusal } = askNpm(['audit', '--omit=dev', '--package-lock-only'])
  const counts = (answer as { metadata?: { vulnerabilities: Record<string, number> } } | undefined)
    ?.metadata?.vulnerabilities
  test.skip(!counts, `the registry looks nothing through: ${refusal}`)
  expect(counts?.total).toBe(0)
  tried(info, 'npm audit of what is not for development')
})
