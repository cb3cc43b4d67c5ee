import { version } from '../../package.json'
import { saveWeights as writeWeights } from '../courier/save-weights'
import type { Command } from './arguments'
import type { CommandResult, CommandTools } from './command-tools'
import { chooseCheckpoint, placeOf } from './evaluate'
import { EXIT } from './exit-codes'
import { refuseToReplace } from './export-runs'
import { formatBytes } from './format'

/** Writes stored weights for other programs. */
export async function saveWeights(
  { runId, epoch, file, format }: Extract<Command, { name: 'weights' }>,
  { report, ...tools }: CommandTools
): Promise<CommandResult> {
  refuseToReplace(file)
  const { run, checkpoints } = await tools.store.runDetail(runId)
  const chosen = chooseCheckpoint(runId, checkpoints, epoch)
  const saved = await writeWeights(
    { runId, checkpointId: chosen.id, format, file },
    { ...tools, version }
  )
  report.say(
    `Weights of run ${runId}, “${run.name}”, after ${placeOf(chosen)} written to ${file} (${formatBytes(saved.size)}).`
  )
  const { sha256: weightsSha256, step } = chosen
  return {
    exitCode: EXIT.well,
    document: {
      ...{ runId, epoch: chosen.epoch, step, weightsSha256 },
      ...{ file, bytes: saved.size, format }
    }
  }
}
