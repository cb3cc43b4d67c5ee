import { readFileSync, statSync } from 'node:fs'
import { readBundle, type Bundle } from '../bundle/bundle'
import { MAX_FILE } from '../bundle/zip'
import { damaged } from '../bundle/damage'
import { networkLayers } from '../shared/dataset'
import { DownhillError, toPlainError } from '../shared/errors'
import type { ImportedRun, RunRecord } from '../shared/transfer'
import type { Command } from './arguments'
import type { CommandResult, CommandTools } from './command-tools'
import { EXIT } from './exit-codes'
import { formatBytes } from './format'

const OUTCOMES: Record<ImportedRun['outcome'], string> = {
  imported: 'came in',
  present: 'was there already',
  restored: 'was there already, deleted; it is restored'
}

/** Takes in the runs of files. One that is refused does not keep the others out. */
export async function importRuns(
  { files }: Extract<Command, { name: 'import' }>,
  tools: CommandTools
): Promise<CommandResult> {
  const results: { file: string; error?: string }[] = []
  for (const file of files) {
    try {
      results.push({ file, ...(await importFile(file, tools)) })
    } catch (error) {
      const { message } = toPlainError(error)
      tools.report.warn(`${file}: ${message}`)
      results.push({ file, error: message })
    }
  }
  const isSound = results.every(({ error }) => error === undefined)
  return { exitCode: isSound ? EXIT.well : EXIT.wrong, document: { files: results } }
}

async function importFile(
  file: string,
  { store, report, findDataset }: CommandTools
): Promise<Pick<Bundle, 'program' | 'exportedAt' | 'author'> & { runs: ImportedRun[] }> {
  const { runs, ...origin } = readBundle(readFile(file))
  for (const { record } of runs) checkLayers(record, findDataset)
  const imported = await store.importRuns(runs)
  const from = origin.author === null ? '' : ` from ${origin.author}`
  report.say(`${file}${from}, written by Downhill ${origin.program}:`)
  for (const { runId, name, outcome } of imported) {
    report.say(`  “${name}” ${OUTCOMES[outcome]} as run ${runId}.`)
  }
  return { ...origin, runs: imported }
}

/** Of a data set that is not known here nothing can be said. @throws DownhillError 'bundle-damaged'. */
function checkLayers(
  { name, config, layers }: RunRecord,
  findDataset: CommandTools['findDataset']
): void {
  let expected: number[]
  try {
    expected = networkLayers(findDataset(config.dataset), config.hiddenLayers)
  } catch (error) {
    if (error instanceof DownhillError && error.code === 'dataset-missing') return
    throw error
  }
  if (layers.join() !== expected.join()) {
    throw damaged(`the layers of “${name}” do not fit its data set`)
  }
}

function readFile(file: string): Uint8Array {
  try {
    const { size } = statSync(file)
    if (size > MAX_FILE) {
      throw new DownhillError(
        'bundle-damaged',
        `It has ${formatBytes(size)}, more than any .downhill file has.`
      )
    }
    return readFileSync(file)
  } catch (error) {
    if (error instanceof DownhillError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new DownhillError('not-found', `It cannot be read: ${reason}.`)
  }
}
