import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { missingCommands } from './system-packages.mjs'

test('looks for commands along the path', () => {
  const folder = mkdtempSync(join(tmpdir(), 'downhill-path-'))
  writeFileSync(join(folder, 'present'), '')
  const environment = { PATH: `/nowhere:${folder}` }
  expect(missingCommands(['present', 'absent'], environment)).toEqual(['absent'])
  rmSync(folder, { recursive: true })
})
