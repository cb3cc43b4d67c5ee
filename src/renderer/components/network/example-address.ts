import type { ExampleRef } from '../../../shared/study'

const WORD = /^(training|test)-(\d{1,7})$/

/** The image that an address names, "test-12" for example; without one, the first of the test set. */
export function exampleOf(word: string | undefined): ExampleRef {
  const [, part, index] = WORD.exec(word ?? '') ?? []
  return { part: part === 'training' ? 'training' : 'test', index: Number(index ?? 0) }
}

/** The other way round. */
export function wordOf({ part, index }: ExampleRef): string {
  return `${part}-${index}`
}
