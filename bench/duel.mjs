/**
 * What the memorisation duel and the five starts come to, with their usual settings.
 * Usage: node bench/duel.mjs
 *
 * Epochs, accuracies and costs are the same on every machine; the seconds are this one's.
 */
import { join } from 'node:path'
import { runnerImport } from 'vite'
import { buildWasm } from '../scripts/build-wasm.mjs'
import { out, root } from '../scripts/support/paths.mjs'

await buildWasm()
const { module } = await runnerImport(join(root, 'bench', 'duel-curves.ts'))
await module.printDuel(join(out, 'resources'))
