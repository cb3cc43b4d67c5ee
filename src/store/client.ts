import { Worker } from 'node:worker_threads'
import type { DownhillError } from '../shared/errors'
import { fromPlainError, type Result } from '../shared/errors'
import type { AsyncStore, Store, StoreMethod, StoreNotice } from './store-api'
import { storeUnavailable } from './store-errors'
import {
  STORE_METHODS,
  type StoreReply,
  type StoreRequest,
  type WorkerInput
} from './worker-protocol'

export interface OpenStoreOptions {
  /** The database; its folder is created where it is missing. */
  file: string
  /** The built worker (out/main/store-worker.js). */
  workerPath: string
  /** Milliseconds since 1970. */
  now?: () => number
}

export interface OpenedStore {
  store: Store
  /** What a person should know about the opening: a damaged database was set aside. */
  notice: StoreNotice | null
  /** What the log should know: garbage was passed over. */
  remarks: string[]
  sqliteVersion: string
}

interface Waiting {
  resolve(value: unknown): void
  reject(error: Error): void
}

/**
 * Opens the store in a thread of its own. Calls are carried out one after the other, in the order
 * they were made.
 *
 * @throws DownhillError 'store-newer', 'store-damaged', 'store-unavailable', 'store-full'.
 */
export function openStore({
  file,
  workerPath,
  now = () => Date.now()
}: OpenStoreOptions): Promise<OpenedStore> {
  const workerData: WorkerInput = { file, now: now() }
  const worker = new Worker(workerPath, { workerData })
  const waiting = new Map<number, Waiting>()
  let calls = 0
  let ended: DownhillError | undefined
  let closed: Promise<void> | undefined
  let onClosed: (() => void) | undefined

  const post = (request: StoreRequest): void => worker.postMessage(request)

  const call = (method: StoreMethod, input: unknown[]): Promise<unknown> => {
    if (ended !== undefined) return Promise.reject(ended)
    const id = ++calls
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      post({ type: 'call', id, method, input, now: now() })
    })
  }

  const close = (): Promise<void> => {
    closed ??= new Promise((resolve) => {
      if (ended !== undefined) return resolve()
      ended = storeUnavailable(file, 'it was closed')
      onClosed = resolve
      post({ type: 'close' })
    })
    return closed
  }

  const end = (reason: string): void => {
    ended ??= storeUnavailable(file, reason)
    for (const { reject } of waiting.values()) reject(ended)
    waiting.clear()
    onClosed?.()
  }

  return new Promise((resolve, reject) => {
    worker.on('message', (reply: StoreReply) => {
      switch (reply.type) {
        case 'opened':
          resolve({
            store: { ...asyncStore(call), close },
            notice: reply.notice,
            remarks: reply.remarks,
            sqliteVersion: reply.sqliteVersion
          })
          break
        case 'not-opened':
          ended = fromPlainError(reply.error)
          reject(ended)
          void worker.terminate()
          break
        case 'answer':
          settle(waiting, reply.id, reply.result)
          break
        case 'closed':
          end('it was closed')
      }
    })
    worker.on('error', (error) => {
      end(error instanceof Error ? error.message : String(error))
      reject(ended)
    })
    worker.on('exit', () => {
      end('its thread ended')
      reject(ended)
    })
  })
}

function settle(waiting: Map<number, Waiting>, id: number, result: Result<unknown>): void {
  const call = waiting.get(id)
  waiting.delete(id)
  if (result.ok) call?.resolve(result.value)
  else call?.reject(fromPlainError(result.error))
}

function asyncStore(call: (method: StoreMethod, input: unknown[]) => Promise<unknown>): AsyncStore {
  return Object.fromEntries(
    STORE_METHODS.map((method) => [method, (...input: unknown[]) => call(method, input)])
  ) as AsyncStore
}
