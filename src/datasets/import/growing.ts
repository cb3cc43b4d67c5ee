/** Examples by the thousand: so long as their number is not known, nothing is copied as they grow. */
const EXAMPLES_A_PIECE = 4096

type Values = Uint8Array | Float32Array

/** Examples of the same size, one after the other. */
export class GrowingExamples<Kept extends Values> {
  count = 0
  private readonly pieces: Kept[] = []

  /** @param make zeros, so many of them */
  constructor(
    private readonly size: number,
    private readonly make: (length: number) => Kept
  ) {}

  /** Room for the next example, which counts once it is kept. */
  next(): Kept {
    const place = this.count % EXAMPLES_A_PIECE
    if (place === 0 && this.pieces.length * EXAMPLES_A_PIECE === this.count) {
      this.pieces.push(this.make(EXAMPLES_A_PIECE * this.size))
    }
    const piece = this.pieces[this.pieces.length - 1]
    return piece.subarray(place * this.size, (place + 1) * this.size) as Kept
  }

  keep(): void {
    this.count++
  }

  /** All that were kept, in one. */
  all(): Kept {
    const all = this.make(this.count * this.size)
    this.pieces.forEach((piece, index) => {
      const begin = index * EXAMPLES_A_PIECE * this.size
      all.set(piece.subarray(0, all.length - begin), begin)
    })
    return all
  }
}
