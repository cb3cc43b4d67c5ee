import { tagSchema } from '../../../shared/library'
import type { RunSummary } from '../../../shared/run'

/** Two tags with the same key look alike, but for capitals, and are one. */
function keyOf(tag: string): string {
  return tag.normalize('NFC').toLocaleLowerCase()
}

/**
 * The tags that were typed, parted by commas: those that can be tags, and whether any cannot. One that
 * is known is spelled as it is known; `known` of several spellings: as it was typed, or as most are.
 */
export function readTags(
  text: string,
  known: readonly TagCount[]
): { tags: string[]; hasProblem: boolean } {
  const typed = text
    .split(',')
    .map((tag) => tag.trim().replace(/\s+/g, ' '))
    .filter((tag) => tag !== '')
  const valid = typed.filter((tag) => tagSchema.safeParse(tag).success)
  const spellings = new Map<string, string>()
  for (const { tag } of known.toSorted((one, other) => one.count - other.count)) {
    spellings.set(keyOf(tag), tag)
  }
  const exact = new Set(known.map(({ tag }) => tag))
  const tags = new Map<string, string>()
  for (const tag of valid) {
    const key = keyOf(tag)
    if (!tags.has(key)) tags.set(key, exact.has(tag) ? tag : (spellings.get(key) ?? tag))
  }
  return { tags: [...tags.values()], hasProblem: valid.length < typed.length }
}

/** A tag, and how many of some runs have it. */
export interface TagCount {
  tag: string
  count: number
}

/** All tags of these runs in alphabetical order, each with its number of runs. */
export function countTags(runs: readonly RunSummary[], locale: string): TagCount[] {
  const counts = new Map<string, number>()
  for (const { tags } of runs) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  const { compare } = new Intl.Collator(locale, { numeric: true })
  return [...counts]
    .map(([tag, count]) => ({ tag, count }))
    .sort((one, other) => compare(one.tag, other.tag))
}
