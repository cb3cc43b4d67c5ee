import { hostname, userInfo } from 'node:os'
import { dirname } from 'node:path'
import type { BackupState } from '../shared/backups'
import type { LibraryReport } from '../shared/courier-protocol'
import { toPlainError } from '../shared/errors'
import type { Personal } from './personal'
import { withoutPersonal } from './personal'

/** Lines of the log that are told. */
const LOG_LINES = 200

/** What is known of the program and its library; each part may have failed to be found out. */
export interface Facts {
  /** In milliseconds since 1970. */
  now: number
  versions: Record<string, string>
  system: Record<string, string | number>
  displays: readonly Record<string, string | number>[]
  graphics: Record<string, string>
  processes: readonly Record<string, string | number>[]
  preferences: Record<string, string | number | boolean>
  /** Why the library cannot be opened; null: it is open. */
  problem: unknown
  notice: string | null
  library: LibraryReport | Error
  backups: BackupState | Error
  log: readonly string[]
}

/** One text that a person can read, and mail: nothing in it says who they are, or what they did. */
export function writeDiagnostics(facts: Facts, personal: Personal): string {
  const { now, versions, system, displays, graphics, processes, preferences } = facts
  const parts = [
    `Downhill diagnostics, ${new Date(now).toISOString()}`,
    'Without names, notes, tags, authors, file names and places. Please read it before you mail it.',
    section('Versions', entries(versions)),
    section('System', entries(system)),
    section('Displays', rows(displays)),
    section('Graphics', entries(graphics)),
    section('Processes', rows(processes)),
    section('Choices', entries(preferences)),
    section('Library', libraryLines(facts)),
    section('Backups', backupLines(facts.backups)),
    section('Log, the last lines', logLines(facts.log, personal))
  ]
  return `${parts.join('\n\n')}\n`
}

/** Of this computer; `texts` are the library's. */
export function personalHere(
  { home, library, program }: { home: string; library: string; program: string },
  texts: readonly string[]
): Personal {
  // the library may lie within the home folder, the program too
  const folders = [
    { path: program, stands: '<program>' },
    { path: library, stands: '<library>' },
    { path: home, stands: '~' }
  ]
  return { names: [userName(), hostname()], folders: folders.sort(longestFirst), texts }
}

const longestFirst = (one: { path: string }, other: { path: string }): number =>
  other.path.length - one.path.length

function userName(): string {
  try {
    return userInfo().username
  } catch {
    // no entry for this user: then there is no name to tell
    return ''
  }
}

function libraryLines({ library, problem, notice }: Facts): string[] {
  const lines = [`opened: ${problem === null ? 'yes' : `no, ${toPlainError(problem).code}`}`]
  if (notice !== null) lines.push(`notice: ${notice}`)
  if (library instanceof Error) return [...lines, `not read: ${codeOf(library)}`]
  const { schemaVersion, size, logSize, journalMode, tables, soundness } = library
  return [
    ...lines,
    ...entries({
      'schema version': schemaVersion ?? 'unknown',
      bytes: size,
      'bytes of log': logSize
    }),
    ...entries({ 'journal mode': journalMode, 'quick check': soundness }),
    ...tables.map(({ name, rows: count }) => `rows of ${name}: ${count}`)
  ]
}

function backupLines(backups: BackupState | Error): string[] {
  if (backups instanceof Error) return [`not read: ${codeOf(backups)}`]
  const { needed, free, setAside, trouble } = backups
  return [
    ...backups.backups.map(
      ({ number, date, size, runs }) =>
        `${number}: ${date}, ${size} bytes, ${runs === null ? 'damaged' : `${runs} runs`}`
    ),
    ...(trouble ? [`none could be made since ${trouble.since}: ${trouble.error.code}`] : []),
    `the next needs ${needed} bytes, ${free} are free`,
    `earlier libraries set aside: ${setAside.length}`
  ]
}

function logLines(log: readonly string[], personal: Personal): string[] {
  return log.slice(-LOG_LINES).map((line) => withoutPersonal(line, personal))
}

/** The message may name a file. */
const codeOf = (error: Error): string => toPlainError(error).code

function section(title: string, lines: readonly string[]): string {
  return [`== ${title} ==`, ...(lines.length > 0 ? lines : ['nothing'])].join('\n')
}

const entries = (values: Record<string, unknown>): string[] =>
  Object.entries(values).map(([name, value]) => `${name}: ${String(value)}`)

const rows = (each: readonly Record<string, unknown>[]): string[] =>
  each.map((row) => entries(row).join(', '))

/** The folder in which the program's own code lies, by the folder of one of its files. */
export function programFolder(here: string): string {
  return dirname(dirname(here))
}
