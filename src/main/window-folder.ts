import { accessSync, constants, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Where Chromium keeps its own files: beside the runs, or, where nothing can be written there, in a
 * temporary folder, so that a window opens which can say so.
 */
export function windowFolder(dataFolder: string): string {
  const wanted = join(dataFolder, 'window')
  try {
    mkdirSync(wanted, { recursive: true })
    accessSync(wanted, constants.W_OK)
    return wanted
  } catch {
    return join(tmpdir(), 'downhill-window')
  }
}
