import { existsSync } from 'node:fs'
import { extname, resolve } from 'node:path'
import { BUNDLE_ENDING } from '../courier/bundle-paths'

/** As many files are opened at once, and so long are their paths; no system makes longer ones. */
export const MOST_OPENED = 1000
export const LONGEST_PATH = 4096

/** The .downhill files among the words that the program was started with. */
export function bundlesIn(words: readonly string[], folder: string): string[] {
  const paths = words.filter(isBundle).map((word) => resolve(folder, word))
  // one word beyond all measure must not cost the others
  return paths.filter((path) => path.length <= LONGEST_PATH).slice(0, MOST_OPENED)
}

/** The other words. */
export function withoutBundles(words: readonly string[]): string[] {
  return words.filter((word) => !isBundle(word))
}

const isBundle = (word: string): boolean =>
  !word.startsWith('-') && extname(word).toLowerCase() === BUNDLE_ENDING

/**
 * A name typed without its ending gets it. Whether the file of that name may be replaced was not
 * asked then: where there is one, the new one gets a number.
 */
export function withEnding(
  path: string,
  ending: string,
  isThere: (file: string) => boolean = existsSync
): string {
  if (path.toLowerCase().endsWith(`.${ending}`)) return path
  let file = `${path}.${ending}`
  for (let number = 2; isThere(file); number++) file = `${path} ${number}.${ending}`
  return file
}
