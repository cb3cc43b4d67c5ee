import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ExpectedFailure } from '../support/program.mjs'
import { cached, cacheFolder } from './cache.mjs'

let folder

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'downhill-cache-')), 'downhill')
  vi.stubEnv('DOWNHILL_CACHE', folder)
})

afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(join(folder, '..'), { recursive: true })
})

/** Makes a folder entry with one file in it. */
const makeFolder = (text) => async (temporary) => {
  const made = join(temporary, 'made')
  mkdirSync(made)
  writeFileSync(join(made, 'file'), text)
  return made
}

test('makes an entry once, and leaves nothing else behind', async () => {
  const make = vi.fn(makeFolder('first'))
  const entry = await cached('thing', make)
  expect(await cached('thing', make)).toBe(entry)
  expect(make).toHaveBeenCalledTimes(1)
  expect(readFileSync(join(entry, 'file'), 'utf8')).toBe('first')
  expect(readdirSync(folder)).toEqual(['thing'])
})

test('two at the same time get one whole entry', async () => {
  const entries = await Promise.all([
    cached('thing', makeFolder('first')),
    cached('thing', makeFolder('second'))
  ])
  expect(entries).toEqual([join(folder, 'thing'), join(folder, 'thing')])
  expect(['first', 'second']).toContain(readFileSync(join(folder, 'thing', 'file'), 'utf8'))
  expect(readdirSync(folder)).toEqual(['thing'])
})

test('a failure leaves no entry and no temporary folder', async () => {
  const fail = async (temporary) => {
    writeFileSync(join(temporary, 'half'), 'half')
    throw new Error('the network went away')
  }
  await expect(cached('thing', fail)).rejects.toThrow('the network went away')
  expect(readdirSync(folder)).toEqual([])
})

test('removes what a killed set-up left long ago, and nothing younger', async () => {
  const old = join(folder, 'temporary-old')
  const young = join(folder, 'temporary-young')
  for (const path of [old, young]) mkdirSync(path, { recursive: true })
  utimesSync(old, 1, 1)
  await cached('thing', makeFolder('first'))
  expect(existsSync(old)).toBe(false)
  expect(existsSync(young)).toBe(true)
})

test('says what to do where it cannot write', async () => {
  writeFileSync(folder, 'a file where the folder should be')
  const attempt = cached('thing', makeFolder('first'))
  await expect(attempt).rejects.toThrow(ExpectedFailure)
  await expect(attempt).rejects.toThrow(/DOWNHILL_CACHE/)
})

test('stands where the environment says', () => {
  expect(cacheFolder({ DOWNHILL_CACHE: 'here', XDG_CACHE_HOME: '/xdg' })).toBe(resolve('here'))
  expect(cacheFolder({ XDG_CACHE_HOME: '/xdg' })).toBe(join('/xdg', 'downhill'))
  expect(cacheFolder({})).toBe(join(homedir(), '.cache', 'downhill'))
})
