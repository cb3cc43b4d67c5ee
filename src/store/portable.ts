import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { isAbsolute, join, posix, relative, win32 } from 'node:path'
import { DownhillError } from '../shared/errors'

/** Beside the program, it makes it portable; what stands in it does not matter. */
const MARK = 'portable.txt'
const DATA = 'Downhill data'

interface PackagedProgram {
  /** Its executable file. */
  executable: string
  platform: NodeJS.Platform
  env: Record<string, string | undefined>
}

/**
 * The folder that a person sees the packaged program in. An AppImage unpacks itself elsewhere, and on
 * macOS the program is a folder itself.
 */
export function folderOfProgram({ executable, platform, env }: PackagedProgram): string {
  const { dirname } = platform === 'win32' ? win32 : posix
  const { APPIMAGE, APPDIR } = env
  // a program that an AppImage started has inherited its words, and is not within it
  if (platform === 'linux' && APPIMAGE && APPDIR && isWithin(APPDIR, executable)) {
    return dirname(APPIMAGE)
  }
  const bundle = platform === 'darwin' && /^(.+)\.app\/Contents\/MacOS\/[^/]+$/.exec(executable)
  return dirname(bundle ? bundle[1] : executable)
}

/** Where a portable program keeps everything; undefined where it is not made portable. */
export function portableFolder(program: string | undefined): string | undefined {
  return program !== undefined && existsSync(join(program, MARK)) ? join(program, DATA) : undefined
}

/**
 * Refuses to begin a library where nothing can be written. Never elsewhere instead: who carries the
 * program about wants the runs on the stick, or to know that they are not.
 * @throws DownhillError 'portable-unwritable'
 */
export function requirePortable(folder: string): void {
  const probe = join(folder, 'downhill-can-write-here')
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(probe, '')
    rmSync(probe)
  } catch {
    throw new DownhillError(
      'portable-unwritable',
      `${MARK} lies beside the program, so the runs belong in ${folder}, and nothing can be written there.`,
      { folder }
    )
  }
}

function isWithin(outer: string, inner: string): boolean {
  const way = relative(outer, inner)
  return !way.startsWith('..') && !isAbsolute(way)
}
