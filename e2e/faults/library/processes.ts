import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { bundle } from '../../../src/store/testing/bundle'

/** What a process found when it opened the library. */
export interface Found {
  runs: number
  notice: string | null
}

/** A process that is ready to open a library. */
export interface Opener {
  /** Opens it; resolves when it is open, undefined where the process was killed before. */
  open(): Promise<Found | undefined>
  /** Closes it and ends, or ends it in the middle of whatever it does. */
  close(): Promise<void>
  kill(): Promise<void>
}

export interface Openers {
  start(file: string): Promise<Opener>
  remove(): void
}

/** Processes that open libraries as the program does. */
export async function makeOpeners(): Promise<Openers> {
  const { folder, remove } = await bundle({ opener: join(import.meta.dirname, 'opener.ts') })
  const script = join(folder, 'opener.js')
  const children: ChildProcess[] = []

  return {
    async start(file) {
      const child = spawn(process.execPath, [script, file], { stdio: ['pipe', 'pipe', 'inherit'] })
      children.push(child)
      const exit = once(child, 'exit')
      const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
      child.stdin.on('error', () => undefined)
      await lines.next()
      return {
        open: async () => {
          child.stdin.write('open\n')
          const { value } = await lines.next()
          return value === undefined ? undefined : (JSON.parse(String(value)) as Found)
        },
        close: async () => {
          child.stdin.end()
          await exit
        },
        kill: async () => {
          child.kill('SIGKILL')
          await exit
        }
      }
    },
    remove: () => {
      // of a failed test nothing may be left behind
      for (const child of children) child.kill('SIGKILL')
      remove()
    }
  }
}
