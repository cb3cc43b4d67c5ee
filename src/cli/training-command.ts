import { findDataset } from '../datasets/catalogue'
import type { RunSummary } from '../shared/run'
import { parameterCount } from '../shared/run-config'
import type { AsyncStore } from '../store/store-api'
import { forkProcess } from '../supervisor/fork-process'
import { createSupervisor, type Supervisor } from '../supervisor/supervisor'
import type { CliCommand } from './arguments'
import { formatWhole } from './format'
import { describeOutcome } from './outcome'
import { createProgressDisplay, type ProgressDisplay } from './progress'
import type { Terminal } from './terminal'

export interface TrainingTools {
  store: AsyncStore
  /** The database, for the closing words. */
  file: string
  /** The built training process (out/main/trainer.js). */
  trainerPath: string
  /** Folder that holds a folder for each data set. */
  datasetFolder: string
  terminal: Terminal
  /** Calls back when the person wants to stop; returns a way to end that. */
  onStopRequest(listener: () => void): () => void
}

/** Trains one run to its end, or until the person stops it. Returns whether all went well. */
export async function trainInTerminal(
  command: Extract<CliCommand, { name: 'train' | 'resume' }>,
  tools: TrainingTools
): Promise<boolean> {
  const { store, terminal } = tools
  let shown: { runId: number; display: ProgressDisplay } | undefined
  const supervisor = createSupervisor({
    store,
    spawnTrainer: () => forkProcess(tools.trainerPath),
    datasetFolder: tools.datasetFolder,
    findDataset,
    emit: (name, payload) => {
      if (name !== 'training.progress' || !('live' in payload)) return
      if (payload.runId === shown?.runId) shown.display.update(payload)
    },
    // how the run ended is told at the end
    report: () => undefined,
    places: 1
  })
  try {
    const run = await begin(command, supervisor)
    terminal.writeLine(describeRun(run))
    shown = { runId: run.id, display: createProgressDisplay(run, terminal, Date.now) }
    const endStopRequests = tools.onStopRequest(
      () => void supervisor.stop(run.id).catch(() => undefined)
    )
    await supervisor.whenEnded(run.id)
    endStopRequests()
    shown.display.end()
    const { lines, succeeded } = describeOutcome(
      await store.runSummary(run.id),
      findDataset(run.config.dataset).testCount,
      tools.file
    )
    for (const line of lines) terminal.writeLine(line)
    return succeeded
  } finally {
    await supervisor.shutdown()
  }
}

function begin(
  command: Extract<CliCommand, { name: 'train' | 'resume' }>,
  supervisor: Supervisor
): Promise<RunSummary> {
  return command.name === 'resume'
    ? supervisor.resume(command.runId, null)
    : supervisor.start({ config: command.config, name: command.runName, pace: null })
}

function describeRun({ id, name, layers, config }: RunSummary): string {
  const parameters = formatWhole(parameterCount(layers))
  return [
    `Run ${id}, “${name}”: ${layers.join('-')}, ${parameters} weights and biases`,
    `${config.activation}, ${config.cost}, batches of ${config.batchSize}`,
    `learning rate ${config.learningRate} (${config.schedule}), seed ${config.seed}`
  ].join('; ')
}
