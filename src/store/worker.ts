import { parentPort, workerData } from 'node:worker_threads'
import { toPlainError, type Result } from '../shared/errors'
import { keepSpace } from './free-space'
import { purgeDeletedRuns } from './purge'
import { createStoreServer } from './server'
import { explainStoreError } from './sqlite-errors'
import type { StoreApi } from './store-api'
import { openLibrary } from './viewing'
import { largeParts, type StoreReply, type StoreRequest, type WorkerInput } from './worker-protocol'

/** The thread that owns the database: the only code of the program that waits for the disk. */
function main(): void {
  const { file, now }: WorkerInput = workerData
  let clock = now
  try {
    const { database, notice, remarks, close } = openLibrary(file)
    const context = { database, now: () => clock }
    const space = keepSpace(database)
    if (!database.readonly) {
      purgeDeletedRuns(context)
      space.look()
    }
    const store = createStoreServer(context)
    parentPort?.on('message', (request: StoreRequest) => {
      if (request.type === 'close') {
        space.end()
        close()
        reply({ type: 'closed' })
        parentPort?.close()
        return
      }
      clock = request.now
      const result = answer(store, request, file)
      reply({ type: 'answer', id: request.id, result }, result.ok ? largeParts(result.value) : [])
      space.look()
    })
    const sqliteVersion = String(database.prepare('SELECT sqlite_version()').pluck().get())
    reply({ type: 'opened', notice, remarks, sqliteVersion })
  } catch (error) {
    reply({ type: 'not-opened', error: toPlainError(explainStoreError(error, file)) })
  }
}

function answer(
  store: StoreApi,
  { method, input }: StoreRequest & { type: 'call' },
  file: string
): Result<unknown> {
  try {
    const perform = store[method] as (...values: unknown[]) => unknown
    return { ok: true, value: perform(...input) }
  } catch (error) {
    return { ok: false, error: toPlainError(explainStoreError(error, file)) }
  }
}

function reply(message: StoreReply, moved: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, moved)
}

main()
