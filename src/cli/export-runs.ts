import { existsSync } from 'node:fs'
import { version } from '../../package.json'
import { exportRuns as writeRuns } from '../courier/export-runs'
import { DownhillError } from '../shared/errors'
import type { Command } from './arguments'
import type { CommandResult, CommandTools } from './command-tools'
import { EXIT } from './exit-codes'
import { formatBytes, formatRuns } from './format'

/** Writes runs into a .downhill file: the whole of it, or none. */
export async function exportRuns(
  { runIds, file, author }: Extract<Command, { name: 'export' }>,
  { report, ...tools }: CommandTools
): Promise<CommandResult> {
  refuseToReplace(file)
  const { size, leftOut } = await writeRuns({ runIds, file, author }, { ...tools, version })
  report.say(`${formatRuns(runIds.length)} written to ${file} (${formatBytes(size)}).`)
  if (leftOut) report.say(`Weights that were damaged stayed behind: ${leftOut}.`)
  return { exitCode: EXIT.well, document: { file, bytes: size, runs: runIds, leftOut } }
}

/** @throws DownhillError 'invalid-input' */
export function refuseToReplace(file: string): void {
  if (existsSync(file)) {
    throw new DownhillError('invalid-input', `${file} is there already; choose another name.`)
  }
}
