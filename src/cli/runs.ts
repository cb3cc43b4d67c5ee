import type { CommandResult, CommandTools } from './command-tools'
import { EXIT } from './exit-codes'
import { runDocument } from './run-document'
import { runTable } from './run-table'

/** Shows the stored runs, the newest first. */
export async function showRuns({ store, file, report }: CommandTools): Promise<CommandResult> {
  const runs = await store.listRuns()
  if (runs.length === 0) report.say(`There are no runs yet in ${file}`)
  else for (const line of runTable(runs)) report.say(line)
  return { exitCode: EXIT.well, document: { runs: runs.map(runDocument), library: file } }
}
