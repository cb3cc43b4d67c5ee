import { fairRace } from '../shared/fair-race'
import type { RunSummary } from '../shared/run'
import type { SweepSummary } from '../shared/sweep'
import type { Command } from './arguments'
import type { CommandResult, CommandTools } from './command-tools'
import { EXIT } from './exit-codes'
import { formatDuration } from './format'
import { createProgressDisplay } from './progress'
import { runDocument } from './run-document'
import { raceVerdict, rank, sweepTable, type RankedRun } from './sweep-table'
import { showSweep, type SweepProgress } from './sweep-progress'

/** Trains a run for each of the settings, and ranks them. */
export async function sweep(
  { configs, leftOut, sweepName }: Extract<Command, { name: 'sweep' }>,
  tools: CommandTools
): Promise<CommandResult> {
  const { report, now } = tools
  const begun = now()
  let progress: SweepProgress | undefined
  const supervisor = tools.supervise({
    emit: (_name, payload) => {
      if ('live' in payload) progress?.hear(payload)
    }
  })
  try {
    const started = await supervisor.startSweep(sweepName, configs)
    report.say(`Sweep “${started.name}”: ${started.runIds.length} runs`)
    if (leftOut > 0) report.say(describeLeftOut(leftOut))
    const display = createProgressDisplay(report.progress, now)
    const shown = showSweep(await totalSteps(started, tools), display, now)
    progress = shown
    let isStopped = false
    const endStopRequests = tools.onStopRequest(() => {
      isStopped = true
      void supervisor.stopSweep(started.id).catch(() => undefined)
    })
    await Promise.all(
      started.runIds.map(async (runId) => {
        await supervisor.whenEnded(runId)
        shown.ended(runId)
      })
    )
    endStopRequests()
    display.end()
    const seconds = (now() - begun) / 1000
    return await tellResult(started, { isStopped, leftOut, seconds }, tools)
  } finally {
    await supervisor.shutdown()
  }
}

/** In such a sweep some settings have no effect beside others. */
function describeLeftOut(count: number): string {
  return count === 1
    ? '1 combination is left out: it is the same run as another.'
    : `${count} combinations are left out: each is the same run as another.`
}

async function totalSteps(
  { runIds }: SweepSummary,
  { store }: CommandTools
): Promise<Map<number, number>> {
  const runs = runsOf(runIds, await store.listRuns())
  return new Map(runs.map((run) => [run.id, run.totalSteps]))
}

function runsOf(runIds: readonly number[], runs: readonly RunSummary[]): RunSummary[] {
  const wanted = new Set(runIds)
  return runs.filter(({ id }) => wanted.has(id))
}

async function tellResult(
  { id, name, runIds }: SweepSummary,
  { isStopped, leftOut, seconds }: { isStopped: boolean; leftOut: number; seconds: number },
  { store, report, file }: CommandTools
): Promise<CommandResult> {
  const runs = runsOf(runIds, await store.listRuns())
  const ranked = rank(await withHeldOut(runs, store))
  for (const line of sweepTable(ranked)) report.say(line)
  report.say(raceVerdict(runs))
  report.say(`${formatDuration(seconds)} in all. Stored as sweep “${name}” in ${file}`)
  const isSound = runs.every(({ status }) => status === 'finished')
  return {
    exitCode: isStopped ? EXIT.interrupted : isSound ? EXIT.well : EXIT.wrong,
    document: {
      sweepId: id,
      name,
      seconds,
      combinationsLeftOut: leftOut,
      fairRace: fairRace(runs),
      runs: ranked.map(({ run, heldOutAccuracy }) => ({ ...runDocument(run), heldOutAccuracy })),
      library: file
    }
  }
}

async function withHeldOut(
  runs: readonly RunSummary[],
  store: CommandTools['store']
): Promise<RankedRun[]> {
  const holding = runs.filter(({ config }) => config.heldOut > 0)
  const curves = holding.length > 0 ? await store.curves(holding.map(({ id }) => id)) : []
  const accuracies = new Map(
    curves.map(({ runId, epochs }) => [runId, epochs.at(-1)?.heldOutAccuracy ?? null])
  )
  return runs.map((run) => ({ run, heldOutAccuracy: accuracies.get(run.id) ?? null }))
}
