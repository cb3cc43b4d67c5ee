import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eigenpairs } from './symmetric'

/** A symmetric matrix of up to 8 rows. */
const symmetric = fc.integer({ min: 1, max: 8 }).chain((n) =>
  fc
    .array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: n * n, maxLength: n * n })
    .map((entries) => ({
      n,
      matrix: Float64Array.from({ length: n * n }, (_, at) => {
        const row = Math.floor(at / n)
        const column = at % n
        return entries[Math.min(row, column) * n + Math.max(row, column)]
      })
    }))
)

describe('eigenpairs', () => {
  it('are what the matrix only stretches, at right angles to each other', () => {
    fc.assert(
      fc.property(symmetric, ({ n, matrix }) => {
        const { values, vectors } = eigenpairs(matrix, n)
        vectors.forEach((vector, k) => {
          for (let row = 0; row < n; row++) {
            const product = vector.reduce((sum, x, i) => sum + matrix[row * n + i] * x, 0)
            expect(product).toBeCloseTo(values[k] * vector[row], 9)
          }
          vectors.forEach((other, j) => {
            const dot = vector.reduce((sum, x, i) => sum + x * other[i], 0)
            expect(dot).toBeCloseTo(j === k ? 1 : 0, 10)
          })
        })
      })
    )
  })

  it('come with the largest first, and add up to the diagonal', () => {
    fc.assert(
      fc.property(symmetric, ({ n, matrix }) => {
        const { values } = eigenpairs(matrix, n)
        expect(values).toEqual(values.toSorted((a, b) => b - a))
        const trace = Array.from({ length: n }, (_, i) => matrix[i * n + i])
        const sum = (numbers: number[]): number => numbers.reduce((total, x) => total + x, 0)
        expect(sum(values)).toBeCloseTo(sum(trace), 9)
      })
    )
  })

  it('of 2 1 / 1 2 are 3 and 1', () => {
    const { values } = eigenpairs(Float64Array.of(2, 1, 1, 2), 2)
    expect(values[0]).toBeCloseTo(3, 14)
    expect(values[1]).toBeCloseTo(1, 14)
  })
})
