import type { RunSummary } from '../../../shared/run'

/** The words of a search, in lower case: a run is found if it has all of them, wherever. */
export function readWords(query: string): string[] {
  return query
    .toLocaleLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
}

/** A run is replaced when anything of it changes, so its text is made once and lives as long as it. */
const texts = new WeakMap<RunSummary, string>()

/** What is searched of a run, in lower case: its name, note, tags and owner. */
function searchText(run: RunSummary): string {
  const known = texts.get(run)
  if (known !== undefined) return known
  const text = [run.name, run.note, ...run.tags, run.author ?? ''].join('\n').toLocaleLowerCase()
  texts.set(run, text)
  return text
}

export function isFound(run: RunSummary, words: readonly string[]): boolean {
  if (words.length === 0) return true
  const text = searchText(run)
  return words.every((word) => text.includes(word))
}

/** A piece of text, and whether it was searched for. */
export interface Piece {
  text: string
  hit: boolean
}

/** The text in pieces, those that were searched for by themselves. */
export function markHits(text: string, words: readonly string[]): Piece[] {
  if (words.length === 0) return [{ text, hit: false }]
  const escaped = words.map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
  // the pieces between the hits have even places, the hits odd ones
  return text
    .split(new RegExp(`(${escaped.join('|')})`, 'iu'))
    .map((piece, place) => ({ text: piece, hit: place % 2 === 1 }))
    .filter((piece) => piece.text !== '')
}
