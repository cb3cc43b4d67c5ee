import { join, resolve } from 'node:path'
import { createCatalogue } from '../datasets/catalogue'
import { DownhillError, toPlainError } from '../shared/errors'
import { openStore } from '../store/client'
import { databaseFile, libraryFolder } from '../store/data-folder'
import { createAnalyst } from '../supervisor/analyst'
import { forkProcess } from '../supervisor/fork-process'
import { createSupervisor } from '../supervisor/supervisor'
import { parseArguments, type Command, type Request } from './arguments'
import type { CommandResult, CommandTools } from './command-tools'
import { showDatasets } from './datasets'
import { evaluate } from './evaluate'
import { EXIT, type ExitCode } from './exit-codes'
import { exportRuns } from './export-runs'
import { formatDocument, harmless } from './format'
import { helpText } from './help'
import { importRuns } from './import-runs'
import { createReport } from './report'
import { showRuns } from './runs'
import { sweep } from './sweep'
import type { Terminal } from './terminal'
import { train } from './train'
import { verify } from './verify'
import { saveWeights } from './weights'

export interface CliSurroundings {
  terminal: Terminal
  /** Calls back when the person wants to stop; returns a way to end that. */
  onStopRequest: CommandTools['onStopRequest']
  /** Where the built program lies: out/main. */
  programFolder: string
}

/** Carries out one command. Returns the exit code. */
export async function runCli(
  args: readonly string[],
  surroundings: CliSurroundings
): Promise<ExitCode> {
  const { output, errors } = surroundings.terminal
  const tell = (document: unknown): void => output.write(`${formatDocument(document)}\n`)
  try {
    const parsed = parseArguments(args)
    if ('help' in parsed) {
      output.write(`${helpText(parsed.help)}\n`)
      return EXIT.well
    }
    const { exitCode, document } = await withTools(parsed, surroundings)
    if (parsed.json) tell(document)
    return exitCode
  } catch (error) {
    const { code, message } = toPlainError(error)
    errors.write(`${harmless(message)}\n`)
    const isMisuse = error instanceof DownhillError && code === 'invalid-input'
    if (isMisuse) errors.write(`"npm run downhill -- help" explains the commands.\n`)
    if (args.includes('--json')) tell({ error: { code, message } })
    return isMisuse ? EXIT.usage : EXIT.wrong
  }
}

/** Opens the library, carries the command out, and closes everything. */
async function withTools(
  { command, json, library }: Request,
  { terminal, onStopRequest, programFolder }: CliSurroundings
): Promise<CommandResult> {
  const report = createReport(terminal, json)
  const program = (name: string): string => join(programFolder, name)
  const folder = library === undefined ? libraryFolder() : resolve(library)
  const datasets = createCatalogue({
    builtIn: join(programFolder, '../resources'),
    library: folder
  })
  const file = databaseFile(folder)
  const { store, notice } = await openStore({ file, workerPath: program('store-worker.js') })
  if (notice) report.warn(notice.message)
  const analyst = createAnalyst({
    spawnAnalyst: () => forkProcess(program('analyst.js')),
    datasetFolder: datasets.folderOf
  })
  try {
    return await carryOut(command, {
      store,
      file,
      report,
      analyst,
      supervise: (options) =>
        createSupervisor({
          store,
          spawnTrainer: () => forkProcess(program('trainer.js')),
          datasetFolder: datasets.folderOf,
          findDataset: datasets.find,
          // how a run ended is told at the end
          report: () => undefined,
          ...options
        }),
      findDataset: datasets.find,
      listDatasets: datasets.list,
      onStopRequest,
      now: Date.now
    })
  } finally {
    analyst.close()
    await store.close()
  }
}

function carryOut(command: Command, tools: CommandTools): Promise<CommandResult> {
  switch (command.name) {
    case 'train':
    case 'resume':
      return train(command, tools)
    case 'sweep':
      return sweep(command, tools)
    case 'runs':
      return showRuns(tools)
    case 'datasets':
      return showDatasets(tools)
    case 'evaluate':
      return evaluate(command, tools)
    case 'verify':
      return verify(command, tools)
    case 'export':
      return exportRuns(command, tools)
    case 'weights':
      return saveWeights(command, tools)
    case 'import':
      return importRuns(command, tools)
  }
}
