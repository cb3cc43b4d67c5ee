import { DownhillError } from '../shared/errors'

/** The file of runs cannot be used at all; `reason` completes the sentence. */
export function storeUnavailable(file: string, reason: string): DownhillError {
  return new DownhillError(
    'store-unavailable',
    `The file of runs ${file} cannot be used: ${reason}.`,
    { file, reason }
  )
}
