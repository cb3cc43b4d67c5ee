import type { ExampleRef } from '../../../shared/study'

/** What an address says of the image to look at. */
export interface AddressedImage {
  /** The first of the test set where the address names none that there is. */
  example: ExampleRef
  /** The drawing that lies on the pad. */
  isPad: boolean
  /** The word that names no image; null where all is well. */
  unknown: string | null
}

const WORD = /^(training|test)-(\d{1,9})$/
const FIRST: ExampleRef = { part: 'test', index: 0 }
/** In the address, the drawing on the pad. */
export const PAD = 'pad'

/**
 * The image that an address names, "test-12" for example; without a name, the first of the test set.
 * @param counts How many images there are; null while that is not known.
 */
export function imageAt(
  word: string | undefined,
  counts: Readonly<Record<ExampleRef['part'], number>> | null
): AddressedImage {
  if (word === PAD) return { example: FIRST, isPad: true, unknown: null }
  const [, part, digits] = WORD.exec(word ?? '') ?? []
  if (part !== 'training' && part !== 'test') {
    return { example: FIRST, isPad: false, unknown: word ?? null }
  }
  const index = Number(digits)
  if (counts && index >= counts[part])
    return { example: FIRST, isPad: false, unknown: word ?? null }
  return { example: { part, index }, isPad: false, unknown: null }
}

/** The word for an example. */
export function wordOf({ part, index }: ExampleRef): string {
  return `${part}-${index}`
}
