import { mkdirSync } from 'node:fs'
import { openDatabase } from '../../../src/store/connection'
import { databaseFile, findLibrary } from '../../../src/store/data-folder'
import { writeLocation } from '../../../src/store/library-location'
import { Program, usualOptions } from '../../program'

/** Starts the program as a person does who has moved the library to `folder`. */
export function launchOn(folder: string, dataFolder: string): Promise<Program> {
  const options = usualOptions(dataFolder)
  const place = findLibrary({ env: options.env, platform: process.platform, home: dataFolder })
  mkdirSync(place.home, { recursive: true })
  writeLocation(place.home, { folder, previous: [] })
  return Program.launch(dataFolder, options)
}

/** The database of a library that is begun in `folder`. */
export function beginLibrary(folder: string): string {
  mkdirSync(folder, { recursive: true })
  const file = databaseFile(folder)
  openDatabase(file).database.close()
  return file
}
