import { DownhillError } from '../shared/errors'

/** Characters of a reason; the longest honest one stays below. */
const LONGEST_REASON = 300

/** @param reason completes the sentence "This is no sound .downhill file: …" */
export function damaged(reason: string): DownhillError {
  const told = tellable(reason)
  return new DownhillError('bundle-damaged', `This is no sound .downhill file: ${told}.`, {
    reason: told
  })
}

/** Names and keys of a file that somebody else made may be of any length, and give orders to a terminal or turn a sentence around. */
function tellable(reason: string): string {
  const told = reason.replaceAll(/[\p{Cc}\p{Cs}\p{Bidi_Control}]/gu, '\ufffd')
  return told.length > LONGEST_REASON ? `${told.slice(0, LONGEST_REASON)} …` : told
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
