import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runOrFail } from '../scripts/support/processes.mjs'
import { ExpectedFailure, runIfProgram, say } from '../scripts/support/program.mjs'
import { cpuSeconds } from './cpu-time.mjs'

const TURNS = 3_000_000
const WARM_UP_CALLS = 5

/**
 * @returns {Promise<() => number>} measures how many floating-point operations a second this
 * processor does at this moment, one thread, four lanes: its clock changes with its neighbours
 */
export async function loadPeak() {
  // elsewhere: V8 works on the compiler itself for seconds after, which would count as ours
  const program = fileURLToPath(import.meta.url)
  const { output } = await runOrFail('The peak has no module.', process.execPath, [program])
  const module = new WebAssembly.Module(Buffer.from(output, 'base64'))
  const { work, OPERATIONS } = new WebAssembly.Instance(module).exports
  const measure = () => {
    const seconds = cpuSeconds(() => work(TURNS, 0.999999, 0.000001))
    return (TURNS * OPERATIONS.value) / seconds
  }
  for (let call = 0; call < WARM_UP_CALLS; call++) measure()
  return measure
}

/** @returns {Promise<Uint8Array>} @throws ExpectedFailure with the compiler's messages */
async function compile() {
  const { default: asc } = await import('assemblyscript/asc')
  const source = readFileSync(new URL('peak.as', import.meta.url), 'utf8')
  const messages = asc.createMemoryStream()
  let binary
  const flags = ['-O3', '--enable', 'simd', '--runtime', 'stub', '--noAssert']
  const { error } = await asc.main(['peak.ts', '--outFile', 'peak.wasm', ...flags], {
    stdout: messages,
    stderr: messages,
    readFile: (name) => (name === 'peak.ts' ? source : null),
    writeFile: (_name, contents) => {
      binary = contents
    },
    listFiles: () => []
  })
  if (error) throw new ExpectedFailure(`peak.as cannot be compiled:\n${messages.toString()}`)
  return binary
}

runIfProgram(import.meta.url, async () => say(Buffer.from(await compile()).toString('base64')))
