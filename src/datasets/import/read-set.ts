import type { IntakeKind, IntakeOptions } from '../../shared/intake'
import { numberClasses, type IncomingSet } from './classes'
import { readPictureFolder } from './folder/pictures'
import { readIdxFiles } from './idx'
import type { ReadFiles, ReadTools } from './read-files'
import { readTables } from './table/tables'

const READERS: Record<
  IntakeKind,
  (paths: readonly string[], options: IntakeOptions, tools: ReadTools) => Promise<ReadFiles>
> = {
  idx: readIdxFiles,
  csv: readTables,
  folder: readPictureFolder
}

/**
 * Reads the files that a person chose, and checks that they are a data set. Nothing is written.
 * @throws DownhillError 'intake-refused'.
 */
export async function readIncomingSet(
  kind: IntakeKind,
  paths: readonly string[],
  options: IntakeOptions,
  tools: ReadTools
): Promise<IncomingSet> {
  return numberClasses(await READERS[kind](paths, options, tools))
}
