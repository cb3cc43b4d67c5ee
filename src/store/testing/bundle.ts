import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { build } from 'vite'

/** A TypeScript entry as a file that Node can run in a thread or process of its own. */
export interface Bundle {
  path: string
  remove(): void
}

/** Bundles an entry inside the repository, where its packages are found. */
export async function bundle(entry: string): Promise<Bundle> {
  const cache = resolve(import.meta.dirname, '../../../node_modules/.cache/downhill')
  mkdirSync(cache, { recursive: true })
  const outDir = mkdtempSync(join(cache, 'bundle-'))
  await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: entry, outDir, target: 'node20.18', emptyOutDir: false }
  })
  return {
    path: join(outDir, `${basename(entry, '.ts')}.js`),
    remove: () => rmSync(outDir, { recursive: true, force: true })
  }
}
