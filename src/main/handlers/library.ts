import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { dialog, session, shell, type BrowserWindow } from 'electron'
import { DownhillError } from '../../shared/errors'
import { openStore } from '../../store/client'
import { databaseFile, isMissing, type LibraryPlace } from '../../store/data-folder'
import { writeLocation } from '../../store/library-location'
import { findLeftBehind, librarySize, removeEverything, removeLeftBehind } from '../library-files'
import { moveLibrary } from '../library-move'
import { bringToRest } from '../library-rest'
import { refuseShared } from '../library-target'
import type { Log } from '../log'
import { PLACES } from '../places'
import type { Handlers } from '../request'
import type { GetServices } from '../services'

type LibraryRequest = Extract<keyof Handlers, `library.${string}`>

export interface LibraryTools {
  place: LibraryPlace
  window: BrowserWindow
  log: Log
  /** Ends everything that has a file of the library open. */
  letGo(): Promise<void>
  /** Starts the program anew. */
  restart(): void
}

export function libraryHandlers(
  services: GetServices,
  { place, window, log, letGo, restart }: LibraryTools
): Pick<Handlers, LibraryRequest> {
  function refuseFixed(): void {
    if (place.fixed === 'environment') {
      throw new DownhillError('library-fixed', 'DOWNHILL_DATA says where the library is.')
    }
    if (place.fixed === 'portable') {
      throw new DownhillError('library-portable', 'portable.txt says where the library is.')
    }
  }

  async function goTo(folder: string): Promise<void> {
    writeLocation(place.home, { folder, previous: place.previous })
    log.write('library', `from now on in ${folder}`)
    await letGo()
    restart()
  }

  return {
    'library.info': async () => {
      const { store } = await services()
      const [counts, settings, size] = await Promise.all([
        store.libraryCounts(),
        store.librarySettings(),
        librarySize(place.folder)
      ])
      return { ...counts, ...settings, size }
    },
    'library.place': async () => ({
      folder: place.folder,
      defaultFolder: place.home,
      fixed: place.fixed,
      missing: isMissing(place),
      leftBehind: await findLeftBehind(place.previous)
    }),
    'library.setCheckpointPolicy': async ({ policy }) => {
      await (await services()).store.setDefaultCheckpointPolicy(policy)
      return null
    },
    'library.move': async () => {
      refuseFixed()
      const opened = await services()
      const chosen = await askForFolder(window)
      if (chosen === undefined) return null
      await moveLibrary({ chosen, place, services: opened, letGo, log })
      restart()
      return null
    },
    'library.useFolder': async () => {
      refuseFixed()
      const chosen = await askForFolder(window)
      if (chosen === undefined) return null
      await goTo(await findLibraryIn(chosen))
      return null
    },
    'library.useDefaultFolder': async () => {
      refuseFixed()
      await goTo(place.home)
      return null
    },
    'library.removeLeftBehind': async () => {
      // only once the copy is seen at work
      await services()
      await removeLeftBehind(place.previous)
      return null
    },
    'library.showFolder': async () => {
      await shell.openPath(place.folder)
      return null
    },
    'library.reset': async () => {
      // one that cannot be opened can be removed all the same
      const opened = await services().catch(() => undefined)
      if (opened) await bringToRest(opened)
      await letGo()
      try {
        await removeEverything(place)
        await session.defaultSession.clearStorageData()
      } finally {
        // also when another program holds a file: here all is closed, and the window could do nothing
        restart()
      }
      return null
    }
  }
}

/** By the system's own dialog; undefined where the person changed their mind. */
async function askForFolder(window: BrowserWindow): Promise<string | undefined> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    properties: ['openDirectory', 'createDirectory']
  })
  return canceled ? undefined : filePaths[0]
}

/**
 * The folder with a library, which is the chosen one or Downhill's own within it. It is opened to see
 * whether it is one.
 */
async function findLibraryIn(chosen: string): Promise<string> {
  const folder = [chosen, join(chosen, 'Downhill')].find((each) => existsSync(databaseFile(each)))
  if (folder === undefined) {
    throw new DownhillError('folder-without-library', `There is no library in ${chosen}.`, {
      folder: chosen
    })
  }
  await refuseShared(folder)
  const file = databaseFile(folder)
  const { store, notice } = await openStore({ file, workerPath: PLACES.storeWorker })
  await store.close()
  // an empty library was begun in place of a damaged one: nobody goes over to that unawares
  if (notice && notice.code !== 'store-read-only')
    throw new DownhillError(notice.code, notice.message, notice.values)
  return folder
}
