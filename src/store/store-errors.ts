import { DownhillError } from '../shared/errors'

/** The file of runs cannot be used at all; `reason` completes the sentence. */
export function storeUnavailable(file: string, reason: string): DownhillError {
  return new DownhillError(
    'store-unavailable',
    `The file of runs ${file} cannot be used: ${reason}.`,
    { file, reason }
  )
}

/** Another program has held the file of runs for longer than anybody waits. */
export function storeBusy(file: string): DownhillError {
  return new DownhillError(
    'store-busy',
    `The file of runs ${file} cannot be used: another program keeps it busy.`,
    { file }
  )
}

/** The file of runs can be read, and not written. */
export function storeReadOnly(file: string): DownhillError {
  return new DownhillError(
    'store-read-only',
    `The file of runs ${file} cannot be written: its runs can be looked at, compared and exported, and nothing is stored.`,
    { file }
  )
}
