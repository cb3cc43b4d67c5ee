import { createInterface } from 'node:readline'
import { startProcess } from '../scripts/support/processes.mjs'
import { WARM_UPS_ELSEWHERE } from './contender.mjs'
import { asFile, datasetAsFiles } from './data-files.mjs'

/** One thread, whatever their library for matrices is. */
const ONE_THREAD = {
  OMP_NUM_THREADS: '1',
  OPENBLAS_NUM_THREADS: '1',
  MKL_NUM_THREADS: '1',
  VECLIB_MAXIMUM_THREADS: '1'
}

/**
 * Starts a rival, a process that answers a line with a line (bench/rivals says how).
 * @returns {Promise<import('./contender.mjs').Contender | undefined>} nothing where it, or what it
 *   needs, is not installed
 */
export async function startRival(command, file) {
  const child = startProcess(command, [file], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...ONE_THREAD, PYTHONDONTWRITEBYTECODE: '1' }
  })
  const conversation = converse(child)
  const greeting = await conversation.nextLine()
  if (!greeting) return undefined
  return {
    name: JSON.parse(greeting).name,
    warmUps: WARM_UPS_ELSEWHERE,
    async begin({ layers, dataset, parameters }) {
      const data = datasetAsFiles(dataset)
      await conversation.ask({ do: 'begin', layers, data, parameters: asFile(parameters) })
    },
    train: async (epoch) => (await conversation.ask({ do: 'train', ...epoch })).seconds,
    evaluate: () => conversation.ask({ do: 'evaluate' }),
    end: () => child.stdin.end()
  }
}

/** One question, one answer; no line once the process has ended. */
function converse(child) {
  const errors = []
  child.stderr.on('data', (chunk) => errors.push(chunk))
  // it has ended, which the missing line says
  child.stdin.on('error', () => undefined)
  child.on('error', (error) => errors.push(Buffer.from(error.message)))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const nextLine = async () => (await lines.next()).value

  return {
    nextLine,
    async ask(question) {
      child.stdin.write(`${JSON.stringify(question)}\n`)
      const line = await nextLine()
      if (!line) throw new Error(`A rival gave up:\n${Buffer.concat(errors).toString()}`)
      return JSON.parse(line)
    }
  }
}
