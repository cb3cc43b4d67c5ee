import { DownhillError, type PlainError } from '../shared/errors'
import type { Verification } from '../shared/verification'
import { verifyStoredRun } from '../supervisor/analyst-verification'
import type { Command } from './arguments'
import type { CommandResult, CommandTools } from './command-tools'
import { EXIT, type ExitCode } from './exit-codes'
import { createProgressDisplay } from './progress'

/** A verdict, or why there is none. */
type VerifiedRun =
  | (Verification & { runId: number; name: string })
  | { runId: number; error: Pick<PlainError, 'code' | 'message'> }

/**
 * Repeats runs, one after the other, and says whether each came out the same.
 * One that cannot be repeated does not keep the others out.
 */
export async function verify(
  { runIds }: Extract<Command, { name: 'verify' }>,
  tools: CommandTools
): Promise<CommandResult> {
  const { report } = tools
  const results: VerifiedRun[] = []
  const stop = new AbortController()
  const endStopRequests = tools.onStopRequest(() => stop.abort())
  for (const runId of runIds) {
    if (stop.signal.aborted) break
    try {
      const { name } = await tools.store.runSummary(runId)
      const verdict = await verifyRun(runId, tools, stop.signal)
      report.say(`Run ${runId}, “${name}”: ${describeVerdict(verdict)}`)
      results.push({ runId, name, ...verdict })
    } catch (error) {
      if (!(error instanceof DownhillError)) throw error
      if (error.code === 'cancelled') continue
      const { code, message } = error
      report.warn(`Run ${runId}: ${message}`)
      results.push({ runId, error: { code, message } })
    }
  }
  endStopRequests()
  const isStopped = stop.signal.aborted
  if (isStopped) report.say('Stopped. Nothing was changed.')
  return {
    exitCode: isStopped ? EXIT.interrupted : exitCodeOf(results),
    document: { runs: results }
  }
}

async function verifyRun(
  runId: number,
  { store, analyst, report, now }: CommandTools,
  stop: AbortSignal
): Promise<Verification> {
  const display = createProgressDisplay(report.progress, now)
  try {
    return await verifyStoredRun(runId, { store, analyst }, stop, ({ epoch, epochs }) =>
      display.update(epochs === 0 ? 1 : epoch / epochs, [
        `run ${runId}`,
        `epoch ${epoch} of ${epochs} the same`
      ])
    )
  } finally {
    display.end()
  }
}

function exitCodeOf(results: readonly VerifiedRun[]): ExitCode {
  const isIdentical = (result: VerifiedRun): boolean =>
    'verdict' in result && result.verdict === 'identical'
  return results.every(isIdentical) ? EXIT.well : EXIT.wrong
}

export function describeVerdict(verification: Verification): string {
  switch (verification.verdict) {
    case 'identical':
      return `identical (${count(verification.epochs, 'epoch')}, ${count(verification.checkpoints, 'checkpoint')})`
    case 'differs':
      return `differs first at epoch ${verification.epoch}`
    case 'other-numerics':
      return `made by numerics version ${verification.numerics}, which this Downhill cannot repeat`
    case 'nothing-stored':
      return 'nothing was stored that could be compared'
  }
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`
}
