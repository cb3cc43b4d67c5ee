import { mkdir, readdir, realpath, rm, rmdir, stat, statfs, writeFile } from 'node:fs/promises'
import { basename, isAbsolute, join, relative, sep } from 'node:path'
import { ownFolder } from '../datasets/own-datasets'
import { DownhillError, type ErrorCode, type ErrorValues } from '../shared/errors'
import { UNFINISHED } from '../store/copy-names'
import { databaseFile, type LibraryPlace } from '../store/data-folder'
import { holdsOnlyDatasets } from './library-datasets'

/** What a folder is judged by besides its contents. */
export interface TargetSurroundings {
  env: Record<string, string | undefined>
  platform: NodeJS.Platform
  /** Bytes free for this person, and Linux's number of the kind of file system. */
  fileSystem(folder: string): Promise<{ free: number; type: number }>
}

/** Where the library will be, made if it was not there. */
export interface Target {
  folder: string
  /** Takes away what was made, when nothing came of it. */
  abandon(): Promise<void>
}

/** The library's own folder within one that holds other things. */
const OWN_NAME = 'Downhill'
/** The copy needs this much more than the original, for its log and the first run. */
const ROOM_TO_WORK = 32 * 1024 * 1024
/** What systems leave in a folder that is empty to a person. */
const NOTHING = ['.DS_Store', 'desktop.ini', 'Thumbs.db', 'lost+found', '$RECYCLE.BIN']
const NOTHING_OF_STICKS = ['System Volume Information', '.Trashes', '.fseventsd', '.Spotlight-V100']
/** Programs that copy their folders to other computers while somebody writes. */
const SYNCHRONISED = /^(dropbox|onedrive( - .+)?|google ?drive|iclouddrive|nextcloud|owncloud)$/i
/** statfs(2) of NFS, SMB, CIFS, SMB2 and AFS. */
const NETWORK_TYPES = [0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f]

const thisSystem: TargetSurroundings = {
  env: process.env,
  platform: process.platform,
  fileSystem: async (folder) => {
    const { bavail, bsize, type } = await statfs(folder)
    return { free: bavail * bsize, type }
  }
}

/**
 * The folder for the library in one that a person chose: that itself where it is empty, else a new one
 * within it, so that nothing gets mixed.
 * @param size of the library, in bytes
 * @throws DownhillError 'folder-taken', 'folder-within', 'folder-shared', 'folder-unwritable',
 * 'folder-too-small'
 */
export async function prepareTarget(
  chosen: string,
  place: LibraryPlace,
  size: number,
  surroundings: TargetSurroundings = thisSystem
): Promise<Target> {
  const parent = await realpath(chosen)
  await refuseShared(parent, surroundings)
  const folder = await freeFolder(parent, place)
  if (await isWithin(folder, place.folder)) throw refusal('folder-within', folder)
  const target = await make(folder)
  try {
    await refuseUnwritable(folder)
    await refuseTooSmall(folder, size, surroundings)
  } catch (error) {
    await target.abandon()
    throw error
  }
  return target
}

/** @throws DownhillError 'folder-shared' for a folder that other computers write to or copy. */
export async function refuseShared(
  folder: string,
  { env, platform, fileSystem }: TargetSurroundings = thisSystem
): Promise<void> {
  const roaming = platform === 'win32' ? [env.APPDATA, env.OneDrive, env.OneDriveCommercial] : []
  const isShared =
    folder.startsWith('\\\\') ||
    roaming.some((root) => root !== undefined && root !== '' && contains(root, folder)) ||
    folder.split(/[\\/]/).some((name) => SYNCHRONISED.test(name)) ||
    (platform === 'darwin' && /\/Library\/(Mobile Documents|CloudStorage)(\/|$)/.test(folder)) ||
    (platform === 'linux' && NETWORK_TYPES.includes((await fileSystem(folder)).type >>> 0))
  if (isShared) throw refusal('folder-shared', folder)
}

async function freeFolder(parent: string, { home }: LibraryPlace): Promise<string> {
  // back to where it began: the program's own things are there, and no library
  if (await isSame(parent, home)) {
    if (await isThere(databaseFile(parent))) throw refusal('folder-taken', parent)
    return parent
  }
  if (await isEmpty(parent)) return parent
  const own = join(parent, OWN_NAME)
  if ((await isThere(own)) && !(await isEmpty(own))) {
    throw refusal('folder-taken', own)
  }
  return own
}

async function make(folder: string): Promise<Target> {
  const isNew = !(await isThere(folder))
  if (isNew) {
    await mkdir(folder).catch(() => {
      throw refusal('folder-unwritable', folder)
    })
  }
  return {
    folder,
    abandon: async () => {
      // whatever else may have come into it by now is not ours
      if (isNew) await rmdir(folder).catch(() => undefined)
    }
  }
}

async function refuseUnwritable(folder: string): Promise<void> {
  const probe = join(folder, 'downhill-can-write-here')
  try {
    await writeFile(probe, '')
    await rm(probe)
  } catch {
    throw refusal('folder-unwritable', folder)
  }
}

async function refuseTooSmall(
  folder: string,
  size: number,
  { fileSystem }: TargetSurroundings
): Promise<void> {
  const needed = size + ROOM_TO_WORK
  const { free } = await fileSystem(folder)
  if (free >= needed) return
  const megabytes = (bytes: number): number => Math.ceil(bytes / 1e6)
  throw refusal('folder-too-small', folder, { needed: megabytes(needed), free: megabytes(free) })
}

function refusal(code: ErrorCode, folder: string, values: ErrorValues = {}): DownhillError {
  return new DownhillError(code, `The library cannot be kept in ${folder} (${code}).`, {
    folder,
    ...values
  })
}

async function isEmpty(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => {
    throw refusal('folder-unwritable', folder)
  })
  // half a copy, of a move that was broken off: the next one begins it anew
  const brokenOff = basename(databaseFile(folder)) + UNFINISHED
  const datasets = ownFolder('')
  const isCopied = names.includes(datasets) && (await holdsOnlyDatasets(ownFolder(folder)))
  return names.every(
    (name) =>
      NOTHING.includes(name) ||
      NOTHING_OF_STICKS.includes(name) ||
      name.startsWith(brokenOff) ||
      (name === datasets && isCopied)
  )
}

const isThere = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined)) !== undefined

/** As the system itself spells it, so that two ways to one folder look the same. */
const trueName = (path: string): Promise<string> => realpath(path).catch(() => path)

const isSame = async (one: string, other: string): Promise<boolean> =>
  (await trueName(one)) === (await trueName(other))

const isWithin = async (inner: string, outer: string): Promise<boolean> =>
  contains(await trueName(outer), await trueName(inner))

/** Whether a folder is another, or lies within it. */
function contains(outer: string, inner: string): boolean {
  const way = relative(outer, inner)
  return way === '' || (!way.startsWith(`..${sep}`) && way !== '..' && !isAbsolute(way))
}
