import { join } from 'node:path'
import { out, root } from '../support/paths.mjs'

/** The packages, for people; nothing else lies here. */
export const dist = join(root, 'dist')
/** What is prepared for them. */
export const workshop = join(out, 'packaging')
/** The program as it goes into the archive app.asar. */
export const appFolder = join(workshop, 'app')
/** Rendered icons. */
export const iconFolder = join(workshop, 'icons')
/** The tools that make packages, and their lock file. */
export const packagingFolder = join(root, 'packaging')

const UNPACKED = { linux: 'linux-unpacked', win32: 'win-unpacked' }

/** Where electron-builder leaves the program unpacked, on a Mac within a folder for its kind of processor. */
export function unpackedFolder(platform = process.platform, architecture = process.arch) {
  if (platform === 'darwin') return join(dist, architecture === 'arm64' ? 'mac-arm64' : 'mac')
  return join(dist, UNPACKED[platform])
}
