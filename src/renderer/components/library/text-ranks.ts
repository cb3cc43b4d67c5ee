/**
 * Ranks of texts in the order in which people sort them, numbers in them by their value. To compare
 * texts so is slow, to compare ranks is not: thousands of them are ranked once, and again only when
 * a new text comes.
 */
export class TextRanks {
  private sorted: string[] = []
  private ranks = new Map<string, number>()
  private readonly collator: Intl.Collator

  constructor(locale: string) {
    this.collator = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' })
  }

  /** The rank of each text; equal ones, as people see them, share one. Texts of before may leave gaps. */
  rank(texts: readonly string[]): ReadonlyMap<string, number> {
    const unknown = new Set(texts.filter((text) => !this.ranks.has(text)))
    if (unknown.size === 0) return this.ranks
    // almost in order already, which the sorting makes use of
    this.sorted = [...this.sorted, ...unknown].sort(this.collator.compare)
    this.ranks = new Map()
    let rank = 0
    for (const [place, text] of this.sorted.entries()) {
      if (place > 0 && this.collator.compare(this.sorted[place - 1], text) !== 0) rank++
      this.ranks.set(text, rank)
    }
    return this.ranks
  }
}
