import { createHash } from 'node:crypto'
import { accessSync, constants, lstatSync, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Where Chromium keeps its own files: beside the runs, or, where nothing can be written there, in a
 * temporary folder, so that a window opens which can say so.
 */
export function windowFolder(dataFolder: string, temporary = tmpdir()): string {
  const wanted = join(dataFolder, 'window')
  try {
    mkdirSync(wanted, { recursive: true })
    accessSync(wanted, constants.W_OK)
    return wanted
  } catch {
    return temporaryFolder(dataFolder, temporary)
  }
}

/**
 * The same one for the same runs, so that a second start finds the first. Where everybody may make
 * folders, somebody else may have made it before: then it is not taken.
 */
function temporaryFolder(dataFolder: string, temporary: string): string {
  const name = createHash('sha256').update(dataFolder).digest('hex').slice(0, 16)
  const folder = join(temporary, `downhill-window-${name}`)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (isOwn(folder)) return folder
  } catch {
    // a file is in the way, which is somebody else's as well
  }
  return mkdtempSync(`${folder}-`)
}

function isOwn(folder: string): boolean {
  const { uid, mode } = lstatSync(folder)
  // Windows gives every person a temporary folder of their own
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o077) === 0)
}
