import { computed, type ComputedRef, type WritableComputedRef } from 'vue'
import type { DatasetInfo } from '../../../shared/dataset'
import type { ExampleRef } from '../../../shared/study'
import { imageAt, PAD, wordOf } from './example-address'

export interface ImageInAddress {
  example: WritableComputedRef<ExampleRef>
  /** The drawing on the pad is looked at. */
  isPad: WritableComputedRef<boolean>
  /** A word that names no image there is; null where all is well. */
  unknown: ComputedRef<string | null>
}

/**
 * The image that is looked at, kept in the address.
 * @param dataset Whose images they are; undefined while it is not known.
 */
export function useAddressedImage(
  dataset: () => DatasetInfo | undefined,
  read: () => string | undefined,
  write: (word: string) => void
): ImageInAddress {
  // by itself, so that other changes of the address are none of the image
  const word = computed(read)
  const counts = computed(() => {
    const of = dataset()
    return of ? { training: of.trainingCount, test: of.testCount } : null
  })
  const image = computed(() => imageAt(word.value, counts.value))
  return {
    example: computed({
      get: () => image.value.example,
      set: (example) => write(wordOf(example))
    }),
    isPad: computed({
      get: () => image.value.isPad,
      set: (isPad) => write(isPad ? PAD : wordOf(image.value.example))
    }),
    unknown: computed(() => image.value.unknown)
  }
}
