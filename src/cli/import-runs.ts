import { version } from '../../package.json'
import { findBundles } from '../courier/bundle-paths'
import { importFile, type ImportedBundle } from '../courier/import-runs'
import { toPlainError } from '../shared/errors'
import type { ImportedRun } from '../shared/transfer'
import type { Command } from './arguments'
import type { CommandResult, CommandTools } from './command-tools'
import { EXIT } from './exit-codes'
import type { Report } from './report'

const OUTCOMES: Record<ImportedRun['outcome'], string> = {
  imported: 'came in',
  present: 'was there already',
  behind: 'was there already, not trained as far as in the file; it stays so',
  restored: 'was there already, deleted; it is restored'
}

/** Takes in the runs of files, and of folders that hold some. One that is refused does not keep the others out. */
export async function importRuns(
  { files }: Extract<Command, { name: 'import' }>,
  { report, ...tools }: CommandTools
): Promise<CommandResult> {
  const results: ({ file: string } & (ImportedBundle | { error: string }))[] = []
  for (const file of await findBundles(files)) {
    try {
      const bundle = await importFile(file, { ...tools, version })
      sayBundle(file, bundle, report)
      results.push({ file, ...bundle })
    } catch (error) {
      const { message } = toPlainError(error)
      report.warn(`${file}: ${message}`)
      results.push({ file, error: message })
    }
  }
  if (results.length === 0) report.warn('There is no .downhill file in there.')
  const isSound = results.length > 0 && results.every((result) => !('error' in result))
  return { exitCode: isSound ? EXIT.well : EXIT.wrong, document: { files: results } }
}

function sayBundle(file: string, { author, program, runs }: ImportedBundle, report: Report): void {
  const from = author === null ? '' : ` from ${author}`
  report.say(`${file}${from}, written by Downhill ${program}:`)
  for (const { runId, name, outcome } of runs) {
    report.say(`  “${name}” ${OUTCOMES[outcome]} as run ${runId}.`)
  }
}
