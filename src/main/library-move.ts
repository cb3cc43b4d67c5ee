import { existsSync } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { databaseFile, type LibraryPlace } from '../store/data-folder'
import { readLocation, writeLocation, type LibraryLocation } from '../store/library-location'
import { copyOwnDatasets, removeOwnDatasets } from './library-datasets'
import { librarySize, setMovedAside } from './library-files'
import { bringToRest, type UnderWay } from './library-rest'
import { prepareTarget } from './library-target'
import type { Log } from './log'
import type { Services, Tell } from './services'

/** How often the window is told how far the copy is, in milliseconds. */
const TELL_EVERY = 250

export interface LibraryMove {
  chosen: string
  place: LibraryPlace
  services: UnderWay & {
    store: Pick<Services['store'], 'copyLibrary' | 'releaseLibrary'>
    tell: Tell
  }
  /** Ends everything that has a file of the library open. */
  letGo(): Promise<void>
  log: Log
}

/**
 * Moves the library into a folder that a person chose. The copy is complete and was read through
 * before anything points at it; the original is given another name and stays.
 * @throws DownhillError as `prepareTarget` and `copyLibrary` do; then everything is as it was, but
 * runs that were under way are stopped.
 */
export async function moveLibrary({
  chosen,
  place,
  services: { store, supervisor, tell },
  letGo,
  log
}: LibraryMove): Promise<void> {
  const size = await librarySize(place.folder)
  const target = await prepareTarget(chosen, place, size)
  const file = databaseFile(target.folder)
  const telling = setInterval(() => {
    void librarySize(target.folder).then((done) =>
      // the copy may come out a little larger or smaller
      tell('library.progress', { done: Math.min(done, size), of: size })
    )
  }, TELL_EVERY)
  try {
    await bringToRest({ supervisor, store })
    await copyOwnDatasets(place.folder, target.folder)
    await store.copyLibrary(file)
  } catch (error) {
    await removeOwnDatasets(target.folder)
    await target.abandon()
    throw error
  } finally {
    clearInterval(telling)
  }
  const { size: copied } = await stat(file)
  const previous = [...new Set([...place.previous, place.folder])]
  const location = { folder: target.folder, previous }
  try {
    writeLocation(place.home, { ...location, leaving: place.folder })
  } catch (error) {
    await store.releaseLibrary()
    await rm(file, { force: true })
    await removeOwnDatasets(target.folder)
    await target.abandon()
    throw error
  }
  log.write('library', `moved from ${place.folder} to ${target.folder}, ${copied} bytes`)
  // what is not done now is done at the next start
  await letGo().catch((error: unknown) => log.error('library', error))
  await leaveOriginal(place.home, { ...location, leaving: place.folder }, log)
}

/**
 * At the program's start: a move that ended between note and rename comes to its end. Not while the
 * copy is away: then the original is all that there is.
 */
export async function finishMove(place: LibraryPlace, log: Log): Promise<void> {
  const location = readLocation(place.home)
  if (place.fixed || location === undefined || location === 'damaged') return
  if (existsSync(databaseFile(place.folder))) await leaveOriginal(place.home, location, log)
}

/** Another program that has the original open may hold it: then it keeps its name until later. */
async function leaveOriginal(home: string, location: LibraryLocation, log: Log): Promise<void> {
  const { leaving, ...settled } = location
  if (leaving === undefined) return
  try {
    if (existsSync(databaseFile(leaving))) await setMovedAside(leaving)
    writeLocation(home, settled)
  } catch (error) {
    log.error('library', error)
  }
}
