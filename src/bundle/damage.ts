import { DownhillError } from '../shared/errors'

/** @param reason completes the sentence "This is no sound .downhill file: …" */
export function damaged(reason: string): DownhillError {
  return new DownhillError('bundle-damaged', `This is no sound .downhill file: ${reason}.`, {
    reason
  })
}
