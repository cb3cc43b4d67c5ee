import { existsSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import {
  hashesInChromium,
  hashesInElectronPage,
  hashesInNode,
  hashesInUtilityProcess,
  prepareMaterial,
  withElectron,
  type Hashes,
  type Material
} from './sameness/environments'

/**
 * A run comes to the same bits wherever it is made. What the bits are is pinned by the engine's own
 * numerics.test.ts; here the Node that runs the tests is compared with all that can be found.
 */
let material: Material
let here: Hashes

test.beforeAll(async () => {
  material = await prepareMaterial()
  here = await hashesInNode(process.execPath, material)
})
test.afterAll(() => material.remove())

/** Set by the command that starts the tests, where a newer Node could be had. */
const newerNode = process.env.DOWNHILL_NEWER_NODE
const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium'

test('the runs are told apart by their hashes', () => {
  const hashes = Object.values(here).map(({ told }) => told)
  expect(hashes.length).toBeGreaterThan(40)
  expect(new Set(hashes).size).toBe(hashes.length)
})

test('runs come to the same bits in Electron: in a utility process and in a page', async () => {
  await withElectron(async (electron) => {
    expect(await hashesInUtilityProcess(electron, material)).toEqual(here)
    expect(await hashesInElectronPage(electron, material)).toEqual(here)
  })
})

// what this machine has not is no test: nothing is reported as passed, and nothing as skipped
if (newerNode) {
  test('runs come to the same bits in a newer Node', async () => {
    expect(await hashesInNode(newerNode, material)).toEqual(here)
  })
}
if (existsSync(chromium)) {
  test('runs come to the same bits in a browser', async () => {
    expect(await hashesInChromium(chromium, material)).toEqual(here)
  })
}
