const ASCII = /^\p{ASCII}*$/u

/**
 * A text as it is searched: without case and without marks on its letters, so that "chloe" finds
 * "Chloé", whether its é is one character or two. In capitals, since they depend on no neighbour: the
 * letters of a text, each made plain by itself, are those of the plain text.
 */
export function plainText(text: string): string {
  // most texts, and thousands of them are searched
  if (ASCII.test(text)) return text.toUpperCase()
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toUpperCase()
}

/** A piece of a text from one place to another, the latter not included. */
export interface Span {
  from: number
  to: number
}

/** A letter, with the marks on it. */
const LETTER = /\P{M}\p{M}*|\p{M}+/gu

/** Where the words, plain ones, stand in a text; those that touch or overlap are one. In UTF-16 units. */
export function findWords(text: string, words: readonly string[]): Span[] {
  const letters = Array.from(text.matchAll(LETTER), ({ 0: letter, index }) => ({
    from: index,
    to: index + letter.length,
    plain: plainText(letter)
  }))
  const plain = letters.map((letter) => letter.plain).join('')
  // which letter each character of the plain text comes from: some letters are two there
  const letterAt = letters.flatMap((letter) => Array.from(letter.plain.split(''), () => letter))
  const found = new Set<(typeof letters)[number]>()
  for (const word of words) {
    if (word === '') continue
    for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + 1)) {
      for (let place = at; place < at + word.length; place++) found.add(letterAt[place])
    }
  }
  const spans: Span[] = []
  for (const { from, to } of letters.filter((letter) => found.has(letter))) {
    const last = spans.at(-1)
    if (last?.to === from) last.to = to
    else spans.push({ from, to })
  }
  return spans
}
