import type { RunSummary } from '../../../shared/run'
import { findWords, plainText } from './plain-text'

/** The words of a search, plain: a run is found if it has all of them, wherever. */
export function readWords(query: string): string[] {
  return query
    .split(/\s+/)
    .map(plainText)
    .filter((word) => word !== '')
}

/** A run is replaced when anything of it changes, so its text is made once and lives as long as it. */
const texts = new WeakMap<RunSummary, string>()

/** What is searched of a run, plain: its name, note, tags and owner. */
function searchText(run: RunSummary): string {
  const known = texts.get(run)
  if (known !== undefined) return known
  const text = plainText([run.name, run.note, ...run.tags, run.author ?? ''].join('\n'))
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
  const pieces: Piece[] = []
  let end = 0
  for (const { from, to } of findWords(text, words)) {
    pieces.push(
      { text: text.slice(end, from), hit: false },
      { text: text.slice(from, to), hit: true }
    )
    end = to
  }
  pieces.push({ text: text.slice(end), hit: false })
  return pieces.filter((piece) => piece.text !== '')
}

/** Whether one of the words, plain ones, is in a text. */
export function hasAnyWord(text: string, words: readonly string[]): boolean {
  if (words.length === 0 || text === '') return false
  const plain = plainText(text)
  return words.some((word) => plain.includes(word))
}
