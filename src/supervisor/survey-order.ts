/** Distances, in places of the grid, of what is measured after the corners: 0 and the last place always belong to it. */
const STRIDES = [10, 5, 2, 1]

/** The places (row * size + column) of a size x size grid, the coarsest first; each once. */
export function coarseToFine(size: number): { coarse: number[]; fine: number[] } {
  const seen = new Set<number>()
  const [corners, coarse, ...finer] = [size - 1, ...STRIDES].map((stride) => {
    const along = Array.from({ length: size }, (_, i) => i).filter(
      (i) => i % stride === 0 || i === size - 1
    )
    return along
      .flatMap((row) => along.map((column) => row * size + column))
      .filter((place) => !seen.has(place) && seen.add(place))
  })
  return { coarse: [...corners, ...coarse], fine: finer.flat() }
}
