import { stat } from 'node:fs/promises'
import { databaseFile, type LibraryPlace } from '../store/data-folder'
import { writeLocation } from '../store/library-location'
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
  services: UnderWay & { store: Pick<Services['store'], 'copyLibrary'>; tell: Tell }
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
    await store.copyLibrary(file)
  } catch (error) {
    await target.abandon()
    throw error
  } finally {
    clearInterval(telling)
  }
  const { size: copied } = await stat(file)
  const previous = [...new Set([...place.previous, place.folder])]
  writeLocation(place.home, { folder: target.folder, previous })
  log.write('library', `moved from ${place.folder} to ${target.folder}, ${copied} bytes`)
  await letGo()
  // another program that has it open may hold it; then it keeps its name, and stays as well
  await setMovedAside(place.folder).catch((error: unknown) => log.error('library', error))
}
