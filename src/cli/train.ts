import type { Events } from '../shared/contract'
import type { RunSummary } from '../shared/run'
import { parameterCount } from '../shared/run-config'
import type { Supervisor } from '../supervisor/supervisor'
import type { Command } from './arguments'
import type { CommandResult, CommandTools } from './command-tools'
import { formatNumber, formatWhole } from './format'
import { describeOutcome } from './outcome'
import { createProgressDisplay } from './progress'
import { runDocument } from './run-document'
import { showTraining } from './training-progress'

type TrainingCommand = Extract<Command, { name: 'train' | 'resume' }>

/** Trains one run to its end, or until the person stops it. */
export async function train(command: TrainingCommand, tools: CommandTools): Promise<CommandResult> {
  const { store, report } = tools
  let shown: { runId: number; show(progress: Events['training.progress']): void } | undefined
  const supervisor = tools.supervise({
    emit: (_name, payload) => {
      if ('live' in payload && payload.runId === shown?.runId) shown.show(payload)
    },
    places: 1
  })
  try {
    const run = await begin(command, supervisor)
    report.say(describeRun(run))
    const display = createProgressDisplay(report.progress, tools.now)
    shown = { runId: run.id, show: showTraining(run, display) }
    const endStopRequests = tools.onStopRequest(
      () => void supervisor.stop(run.id).catch(() => undefined)
    )
    await supervisor.whenEnded(run.id)
    endStopRequests()
    display.end()
    const ended = await store.runSummary(run.id)
    const { testCount } = await tools.findDataset(run.config.dataset)
    const { lines, exitCode } = describeOutcome(ended, testCount, tools.file)
    for (const line of lines) report.say(line)
    return { exitCode, document: { ...runDocument(ended), library: tools.file } }
  } finally {
    await supervisor.shutdown()
  }
}

function begin(command: TrainingCommand, supervisor: Supervisor): Promise<RunSummary> {
  return command.name === 'resume'
    ? supervisor.resume(command.runId, null)
    : supervisor.start({ config: command.config, name: command.runName, pace: null })
}

function describeRun({ id, name, layers, config }: RunSummary): string {
  const parameters = formatWhole(parameterCount(layers))
  return [
    `Run ${id}, “${name}”: ${layers.join('-')}, ${parameters} weights and biases`,
    `${config.activation}, ${config.cost}, batches of ${config.batchSize}`,
    `learning rate ${formatNumber(config.learningRate)} (${config.schedule}), seed ${config.seed}`
  ].join('; ')
}
