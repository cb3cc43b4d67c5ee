/**
 * What the presets reach, and how they were chosen. Usage:
 *   node bench/presets.mjs                     every preset over five seeds, on the test set
 *   node bench/presets.mjs --choose [PRESET]   the candidates, on 10,000 held-out training images
 *
 * Accuracies are the same on every machine; the seconds are this one's.
 */
import { join } from 'node:path'
import { runnerImport } from 'vite'
import { buildWasm } from '../scripts/build-wasm.mjs'
import { out, root } from '../scripts/support/paths.mjs'

await buildWasm()
const { module } = await runnerImport(join(root, 'bench', 'preset-accuracy.ts'))
const resources = join(out, 'resources')
const [option, preset] = process.argv.slice(2)
if (option === '--choose') await module.printCandidates(resources, preset)
else await module.printChosen(resources)
