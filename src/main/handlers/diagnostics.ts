import { readdir, readFile } from 'node:fs/promises'
import { arch, cpus, freemem, homedir, release, totalmem, type as systemType } from 'node:os'
import { join } from 'node:path'
import { app, screen } from 'electron'
import { writeWhole } from '../../courier/write-whole'
import { DownhillError } from '../../shared/errors'
import type { Backups } from '../backups'
import { personalHere, programFolder, writeDiagnostics, type Facts } from '../diagnostics'
import type { FileDialogs } from '../file-dialogs'
import { readLog } from '../log'
import type { Handlers } from '../request'
import type { GetServices } from '../services'
import type { LibraryTools } from './library'

type DiagnosticsRequest = Extract<keyof Handlers, `diagnostics.${string}`>

interface DiagnosticsTools extends LibraryTools {
  backups: Backups
  dialogs: FileDialogs
}

const TEXT = { name: 'Text', ending: 'txt' }

/** What a teacher can mail to whoever looks for a fault; also while the library cannot be opened. */
export function diagnosticsHandlers(
  services: GetServices,
  { place, backups, dialogs }: DiagnosticsTools
): Pick<Handlers, DiagnosticsRequest> {
  /** What was shown last is what is saved. */
  let shown: string | undefined

  return {
    'diagnostics.make': async ({ preferences }) => {
      const failed = (error: unknown): Error =>
        error instanceof Error ? error : new Error(String(error))
      const [opened, library, list, log, datasets] = await Promise.all([
        services().catch(failed),
        backups.describe().catch(failed),
        backups.list().catch(failed),
        readLog(join(place.home, 'log')),
        namesOfDatasets(place.folder)
      ])
      const isOpen = !(opened instanceof Error)
      const facts: Facts = {
        now: Date.now(),
        versions: {
          Downhill: app.getVersion(),
          Electron: process.versions.electron,
          Chromium: process.versions.chrome,
          Node: process.versions.node,
          SQLite: isOpen ? opened.sqliteVersion : 'unknown',
          packaged: String(app.isPackaged)
        },
        system: describeSystem(),
        displays: describeDisplays(),
        graphics: { ...app.getGPUFeatureStatus() } as Record<string, string>,
        processes: describeProcesses(),
        preferences,
        problem: isOpen ? null : opened,
        notice: isOpen ? (opened.notice?.code ?? null) : null,
        library,
        backups: list,
        log
      }
      const texts = [...datasets, ...(library instanceof Error ? [] : library.personal)]
      const places = {
        home: homedir(),
        library: place.folder,
        program: programFolder(import.meta.dirname)
      }
      shown = writeDiagnostics(facts, personalHere(places, texts))
      return shown
    },
    'diagnostics.save': async () => {
      if (shown === undefined) throw new DownhillError('not-found', 'There is nothing to save yet.')
      const text = shown
      const file = await dialogs.askWhereTo('Downhill diagnostics', TEXT)
      if (file === null) return null
      const bytes = Buffer.from(text)
      await writeWhole(file, bytes)
      return { path: file, size: bytes.length }
    }
  }
}

function describeSystem(): Facts['system'] {
  const [processor] = cpus()
  return {
    system: systemType(),
    release: release(),
    'version of the system': process.getSystemVersion(),
    architecture: arch(),
    processor: processor?.model.trim() ?? 'unknown',
    cores: cpus().length,
    'bytes of memory': totalmem(),
    'bytes of memory free': freemem(),
    language: app.getLocale(),
    'kind of session': process.env.XDG_SESSION_TYPE === 'wayland' ? 'wayland' : 'other'
  }
}

function describeDisplays(): Facts['displays'] {
  return screen.getAllDisplays().map(({ size, scaleFactor, rotation, colorDepth }) => ({
    width: size.width,
    height: size.height,
    scale: scaleFactor,
    rotation,
    'colour depth': colorDepth
  }))
}

function describeProcesses(): Facts['processes'] {
  return app.getAppMetrics().map(({ type, name, memory, cpu }) => ({
    kind: name ?? type,
    'KB of memory': memory.workingSetSize,
    'percent of a core': cpu.percentCPUUsage.toFixed(1)
  }))
}

/** Names, classes and sources of own data sets: what a person typed, or what their files were called. */
async function namesOfDatasets(folder: string): Promise<string[]> {
  const own = join(folder, 'datasets')
  const ids = await readdir(own).catch(() => [])
  const records = await Promise.all(
    ids.map((id) => readFile(join(own, id, 'dataset.json'), 'utf8').catch(() => ''))
  )
  // every text of such a record, whatever it is called there
  return records.flatMap((record) =>
    [...record.matchAll(/"((?:[^"\\]|\\.)*)"(?!\s*:)/g)].map(([, text]) => text)
  )
}
