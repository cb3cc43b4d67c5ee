import { mkdirSync, renameSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { runOrFail } from '../support/processes.mjs'
import { markedVersion } from './marks.mjs'
import { unpackedFolder } from './places.mjs'

/**
 * Makes the archive that is unpacked anywhere: one folder, named as the archive is.
 * @param {{ folder: string, quick: boolean }} options quick: larger, in seconds
 * @returns {Promise<string>} the file
 */
export async function makeArchive({ folder, quick }) {
  const name = `downhill-${markedVersion()}-linux-${process.arch}`
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${name}.tar.gz`)
  const unfinished = `${file}.unfinished`
  const program = basename(unpackedFolder())
  await runOrFail('tar could not make the archive:', 'tar', [
    ...['--create', '--file', unfinished, '--use-compress-program', `gzip -${quick ? 1 : 9}n`],
    ...['--owner=0', '--group=0', '--numeric-owner', '--sort=name', '--mode=go=rX,u+rw'],
    ...['--transform', `s,^${program},${name},`, '--directory', dirname(unpackedFolder()), program]
  ])
  renameSync(unfinished, file)
  return file
}
