import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'vite'

/** TypeScript entries as files that Node can run in threads or processes of their own. */
export interface Bundle {
  folder: string
  remove(): void
}

/** Bundles entries (file name without ending -> source) inside the repository, where their packages are found. */
export async function bundle(entries: Record<string, string>): Promise<Bundle> {
  const cache = resolve(import.meta.dirname, '../../../node_modules/.cache/downhill')
  mkdirSync(cache, { recursive: true })
  const outDir = mkdtempSync(join(cache, 'bundle-'))
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir,
      target: 'node20.18',
      emptyOutDir: false,
      rolldownOptions: { input: entries }
    }
  })
  return {
    folder: outDir,
    remove: () => rmSync(outDir, { recursive: true, force: true })
  }
}
