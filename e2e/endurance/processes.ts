import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** The system tells of its processes in files only here; elsewhere these tests are skipped. */
export const TELLS_OF_PROCESSES = process.platform === 'linux'

/** What stands in a file under /proc, or nothing where the process has just ended. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** The fields of /proc/PID/stat after the program's name, which may contain anything. */
function statOf(id: number): string[] {
  const text = read(`/proc/${id}/stat`)
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}

/** A process and all that descend from it. */
export function familyOf(id: number): number[] {
  const all = namesIn('/proc').filter((name) => /^\d+$/.test(name))
  const parents = all.map((name) => ({ id: Number(name), parent: Number(statOf(Number(name))[1]) }))
  const family = [id]
  for (const member of family) {
    family.push(...parents.filter(({ parent }) => parent === member).map(({ id }) => id))
  }
  return family
}

/** Seconds for which these processes have had a processor, all their threads that still are together. */
export function processorSeconds(ids: readonly number[]): number {
  const threads = ids.flatMap((id) =>
    namesIn(`/proc/${id}/task`).map((thread) => `/proc/${id}/task/${thread}/schedstat`)
  )
  const nanoseconds = threads.map((file) => Number(read(file).split(' ')[0]))
  return nanoseconds.reduce((sum, one) => sum + one, 0) / 1e9
}

/** Seconds for which a process's first thread could have gone on, but other programs had the processors. */
export function secondsWaited(id: number): number {
  return Number(read(`/proc/${id}/task/${id}/schedstat`).split(' ')[1] ?? 0) / 1e9
}

/** Bytes of memory, of that which is shared only each one's part. */
export function memoryOf(ids: readonly number[]): number {
  const kibibytes = ids.map((id) => {
    const line = /^Pss:\s+(\d+) kB$/m.exec(read(`/proc/${id}/smaps_rollup`))
    return Number(line?.[1] ?? 0)
  })
  return kibibytes.reduce((sum, one) => sum + one, 0) * 1024
}

/**
 * Open files, sockets and whatever else is held by a number. Not /dev/null, of which Electron itself keeps one for each
 * process that was ever started.
 */
export function handlesOf(ids: readonly number[]): number {
  const handles = ids.flatMap((id) =>
    namesIn(`/proc/${id}/fd`).map((name) => `/proc/${id}/fd/${name}`)
  )
  return handles.filter((handle) => targetOf(handle) !== '/dev/null').length
}

function targetOf(link: string): string {
  try {
    return readlinkSync(link)
  } catch {
    return ''
  }
}

/** What a process was started as: "main", "renderer", "gpu-process", "utility" … */
export function roleOf(id: number): string {
  // Chromium's own processes write their command line anew, with blanks
  return /--type=([\w-]+)/.exec(read(`/proc/${id}/cmdline`))?.[1] ?? 'main'
}
