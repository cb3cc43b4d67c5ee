/**
 * How long the landscape of a run takes, and beside it, in the same run on the same images, as many
 * single evaluations on one core. Usage: node bench/landscape.mjs
 */
import { fork } from 'node:child_process'
import { join } from 'node:path'
import { runnerImport } from 'vite'
import { buildIfChanged } from '../scripts/build.mjs'
import { out, root } from '../scripts/support/paths.mjs'
import { runIfProgram } from '../scripts/support/program.mjs'

/** As the program's main process starts one, but without Electron. */
function spawnAnalyst() {
  const child = fork(join(out, 'main', 'analyst.js'), [], { serialization: 'advanced' })
  return {
    send: (message) => child.send(message),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.on('exit', listener),
    kill: () => child.kill('SIGKILL')
  }
}

runIfProgram(import.meta.url, async () => {
  await buildIfChanged()
  const { module } = await runnerImport(join(root, 'bench', 'landscape-times.ts'))
  await module.printTimes(join(out, 'resources'), spawnAnalyst)
})
