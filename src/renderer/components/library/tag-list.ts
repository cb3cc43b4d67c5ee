import { tagSchema } from '../../../shared/library'
import type { RunSummary } from '../../../shared/run'

/** The tags that were typed, parted by commas: those that can be tags, and whether any cannot. */
export function readTags(text: string): { tags: string[]; hasProblem: boolean } {
  const typed = text
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
  const tags = typed.filter((tag) => tagSchema.safeParse(tag).success)
  return { tags: [...new Set(tags)], hasProblem: tags.length < typed.length }
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
