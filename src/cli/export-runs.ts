import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { version } from '../../package.json'
import { readBundle, writeBundle, type Bundle } from '../bundle/bundle'
import { DownhillError } from '../shared/errors'
import type { TransferredRun } from '../shared/transfer'
import type { Command } from './arguments'
import type { CommandResult, CommandTools } from './command-tools'
import { EXIT } from './exit-codes'
import { formatBytes, formatRuns } from './format'

/** Writes runs into a .downhill file: the whole of it, or none. */
export async function exportRuns(
  { runIds, file, author }: Extract<Command, { name: 'export' }>,
  { store, report, now }: CommandTools
): Promise<CommandResult> {
  if (existsSync(file)) {
    throw new DownhillError('invalid-input', `${file} is there already; choose another name.`)
  }
  const runs: TransferredRun[] = []
  for (const runId of runIds) {
    const { record, weights } = await store.exportRun(runId)
    // whose run it was when it came here, that it stays
    runs.push({ record: { ...record, author: record.author ?? author }, weights })
  }
  const exportedAt = new Date(now()).toISOString()
  const bytes = packSoundly({ program: version, exportedAt, author, runs })
  writeWhole(file, bytes)
  report.say(`${formatRuns(runs.length)} written to ${file} (${formatBytes(bytes.length)}).`)
  return { exitCode: EXIT.well, document: { file, bytes: bytes.length, runs: runIds } }
}

/** What nobody could take in again is not written. @throws DownhillError 'bundle-damaged'. */
function packSoundly(bundle: Bundle): Uint8Array {
  const bytes = writeBundle(bundle)
  try {
    readBundle(bytes)
  } catch (error) {
    if (!(error instanceof DownhillError)) throw error
    const { reason } = error.values
    throw new DownhillError('bundle-damaged', `These runs cannot be passed on: ${reason}.`, {
      reason
    })
  }
  return bytes
}

/** @throws DownhillError 'internal' where the disk is full, or the folder is not there. */
function writeWhole(file: string, bytes: Uint8Array): void {
  const unfinished = `${file}.unfinished`
  try {
    writeFileSync(unfinished, bytes)
    renameSync(unfinished, file)
  } catch (error) {
    rmSync(unfinished, { force: true })
    const reason = error instanceof Error ? error.message : String(error)
    throw new DownhillError('internal', `${file} cannot be written: ${reason}.`)
  }
}
