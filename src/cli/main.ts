import { join } from 'node:path'
import { toPlainError } from '../shared/errors'
import { openStore } from '../store/client'
import { databaseFile, dataFolder } from '../store/data-folder'
import type { Store } from '../store/store-api'
import { parseArguments, type CliCommand } from './arguments'
import { runTable } from './run-table'
import type { Terminal } from './terminal'
import { trainInTerminal, type TrainingTools } from './training-command'
import { USAGE } from './usage'

export interface CliSurroundings {
  terminal: Terminal
  /** Calls back when the person wants to stop; returns a way to end that. */
  onStopRequest: TrainingTools['onStopRequest']
  /** Where the built program lies: out/main. */
  programFolder: string
}

/** Carries out one command. Returns the exit code: 0 where all went well, else 1. */
export async function runCli(args: string[], surroundings: CliSurroundings): Promise<number> {
  const { terminal } = surroundings
  let command: CliCommand
  try {
    command = parseArguments(args)
  } catch (error) {
    terminal.writeError(toPlainError(error).message)
    terminal.writeError(`\n${USAGE}`)
    return 1
  }
  if (command.name === 'help') {
    terminal.writeLine(USAGE)
    return 0
  }
  try {
    return (await withStore(command, surroundings)) ? 0 : 1
  } catch (error) {
    terminal.writeError(toPlainError(error).message)
    return 1
  }
}

async function withStore(
  command: Exclude<CliCommand, { name: 'help' }>,
  { terminal, onStopRequest, programFolder }: CliSurroundings
): Promise<boolean> {
  const file = databaseFile(dataFolder())
  const { store, notice } = await openStore({
    file,
    workerPath: join(programFolder, 'store-worker.js')
  })
  try {
    if (notice) terminal.writeError(notice.message)
    if (command.name === 'runs') return await showRuns(store, file, terminal)
    return await trainInTerminal(command, {
      store,
      file,
      trainerPath: join(programFolder, 'trainer.js'),
      datasetFolder: join(programFolder, '../resources'),
      terminal,
      onStopRequest
    })
  } finally {
    await store.close()
  }
}

async function showRuns(store: Store, file: string, terminal: Terminal): Promise<boolean> {
  const runs = await store.listRuns()
  if (runs.length === 0) terminal.writeLine(`There are no runs yet in ${file}`)
  else for (const line of runTable(runs)) terminal.writeLine(line)
  return true
}
