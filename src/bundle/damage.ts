import { DownhillError } from '../shared/errors'

/** @param reason completes the sentence "This is no sound .downhill file: …" */
export function damaged(reason: string): DownhillError {
  return new DownhillError('bundle-damaged', `This is no sound .downhill file: ${reason}.`, {
    reason
  })
}

/** @param reason completes the sentence "These runs cannot be passed on: …" */
export function notExportable(reason: string): DownhillError {
  return new DownhillError('not-exportable', `These runs cannot be passed on: ${reason}.`, {
    reason
  })
}

export function tooLarge(): DownhillError {
  return notExportable('they are too large for one file, which holds a gigabyte')
}
