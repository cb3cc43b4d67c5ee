/**
 * What the presets reach, and how they were chosen. Usage:
 *   node bench/presets.mjs            every preset over five seeds, on the test set
 *   node bench/presets.mjs --choose   the candidates, compared on 10,000 held-out training images
 *
 * Accuracies are the same on every machine; the seconds are this one's.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { buildWasm } from '../scripts/build-wasm.mjs'

await buildWasm()
const folder = await mkdtemp(join(tmpdir(), 'downhill-presets-'))
try {
  await build({
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: resolve(import.meta.dirname, 'preset-accuracy.ts'),
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: 'preset-accuracy.mjs' } }
    }
  })
  const { printChosen, printCandidates } = await import(
    pathToFileURL(join(folder, 'preset-accuracy.mjs')).href
  )
  const resources = resolve(import.meta.dirname, '../out/resources')
  if (process.argv.includes('--choose')) await printCandidates(resources, process.argv[3])
  else await printChosen(resources)
} finally {
  await rm(folder, { recursive: true })
}
