import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { CHECKOUT } from '../program'
import { row, tried } from '../trials'

const READER = join(CHECKOUT, 'checks/electronegativity')

interface Finding {
  id: string
  /** Empty where it is about the program as a whole. */
  file: string
  line: string
}

interface Reading {
  files: number
  checks: number
  /** Files that could not be read, and why. */
  unread: string[]
  findings: Finding[]
}

function read(folder: string): Reading {
  const { devDependencies } = JSON.parse(readFileSync(join(CHECKOUT, 'package.json'), 'utf8')) as {
    devDependencies: { electron: string }
  }
  const words = [join(READER, 'read.cjs'), folder, devDependencies.electron]
  const { stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' })
  if (stdout === '') throw new Error(`electronegativity said nothing:\n${stderr}`)
  return JSON.parse(stdout) as Reading
}

const inOrder = (findings: readonly Finding[]): string[] =>
  findings.map(({ id, file, line }) => `${id} ${file} ${line}`).sort()

// Playwright reads a fixture's needs from the braces, also where there are none
/* eslint-disable no-empty-pattern */

test(
  'Of what electronegativity finds in the sources, each finding is argued',
  row('sources'),
  ({}, info) => {
    test.skip(!existsSync(join(READER, 'node_modules')), 'electronegativity could not be installed')
    const { files, checks, unread, findings } = read(join(CHECKOUT, 'src'))
    const argued = JSON.parse(readFileSync(join(READER, 'argued.json'), 'utf8')) as (Finding & {
      because: string
    })[]
    expect(unread).toEqual([])
    expect(inOrder(findings)).toEqual(inOrder(argued))
    for (const { because } of argued) expect(because.length).toBeGreaterThan(20)
    tried(info, `${files} files, ${checks} checks, ${findings.length} findings, all argued`)
  }
)

test('Electronegativity sees mistakes where there are some', row('sources'), ({}, info) => {
  test.skip(!existsSync(join(READER, 'node_modules')), 'electronegativity could not be installed')
  const found = new Set(read(join(READER, 'bad')).findings.map(({ id }) => id))
  const expected = [
    'CERTIFICATE_ERROR_EVENT_JS_CHECK',
    'CONTEXT_ISOLATION_JS_CHECK',
    'HTTP_RESOURCES_JS_CHECK',
    'INSECURE_CONTENT_JS_CHECK',
    'LIMIT_NAVIGATION_GLOBAL_CHECK',
    'OPEN_EXTERNAL_JS_CHECK',
    'PERMISSION_REQUEST_HANDLER_GLOBAL_CHECK',
    'SANDBOX_JS_CHECK',
    'WEB_SECURITY_JS_CHECK'
  ]
  for (const id of expected) expect(found).toContain(id)
  tried(info, `${found.size} kinds of mistakes in one bad window`)
})
