import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { _electron, chromium, type ElectronApplication, type Page } from '@playwright/test'
import { build } from 'vite'
import { readDigits } from '../../src/engine/testing/digit-files'
import type { SamenessHashes } from '../../src/engine/testing/sameness'
import type { EncodedDigits } from './everywhere'

export type Hashes = Record<string, SamenessHashes>

const inFolder = (path: string): string => resolve(import.meta.dirname, path)
const IN_NODE = inFolder('in-node.mjs')
const APPLICATION = inFolder('application')

/** The engine and the runs in one file, and what they learn from. */
export interface Material {
  bundle: string
  digitsFile: string
  digits: EncodedDigits
  remove(): Promise<void>
}

export async function prepareMaterial(): Promise<Material> {
  const folder = await mkdtemp(join(tmpdir(), 'downhill-sameness-'))
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      // the oldest Chromium that runs the program
      target: 'chrome130',
      outDir: folder,
      lib: {
        entry: inFolder('everywhere.ts'),
        name: 'everywhere',
        formats: ['iife'],
        fileName: () => 'everywhere.js'
      }
    }
  })
  const { images, labels } = await readDigits()
  const encode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
  const digits = { images: encode(images), labels: encode(labels) }
  const digitsFile = join(folder, 'digits.json')
  await writeFile(digitsFile, JSON.stringify(digits))
  return {
    bundle: join(folder, 'everywhere.js'),
    digitsFile,
    digits,
    remove: () => rm(folder, { recursive: true })
  }
}

/** @param executable any Node */
export async function hashesInNode(executable: string, material: Material): Promise<Hashes> {
  const args = [IN_NODE, material.bundle, material.digitsFile]
  const { stdout } = await promisify(execFile)(executable, args)
  return JSON.parse(stdout) as Hashes
}

async function hashesInPage(page: Page, { bundle, digits }: Material): Promise<Hashes> {
  await page.addScriptTag({ path: bundle })
  return page.evaluate((given) => globalThis.hashesOfRuns(given), digits)
}

/** Electron without Downhill, for as long as `use` takes. */
export async function withElectron<Answer>(
  use: (application: ElectronApplication) => Promise<Answer>
): Promise<Answer> {
  const application = await _electron.launch({ args: [APPLICATION] })
  try {
    return await use(application)
  } finally {
    await application.close()
  }
}

export async function hashesInElectronPage(
  application: ElectronApplication,
  material: Material
): Promise<Hashes> {
  const page = await application.firstWindow()
  await page.waitForLoadState()
  return hashesInPage(page, material)
}

export function hashesInUtilityProcess(
  application: ElectronApplication,
  { bundle, digitsFile }: Material
): Promise<Hashes> {
  return application.evaluate(
    ({ utilityProcess }, [script, ...args]) =>
      new Promise<Hashes>((resolve, reject) => {
        const child = utilityProcess.fork(script, args)
        child.once('message', (hashes: Hashes) => {
          resolve(hashes)
          child.kill()
        })
        child.once('exit', (code) => reject(new Error(`The process ended with ${code}.`)))
      }),
    [IN_NODE, bundle, digitsFile]
  )
}

/** @param executable any Chromium */
export async function hashesInChromium(executable: string, material: Material): Promise<Hashes> {
  const browser = await chromium.launch({ executablePath: executable })
  try {
    const page = await browser.newPage()
    await page.goto(`file://${join(APPLICATION, 'page.html')}`)
    return await hashesInPage(page, material)
  } finally {
    await browser.close()
  }
}
