import { expect, it } from 'vitest'
import { averageCost, costOfImage, texNumber } from './cost-formula'

it('writes numbers so that LaTeX sets them', () => {
  expect(texNumber(0.25)).toBe('0.2500')
  expect(texNumber(-3.21e-7)).toBe('-3.210 \\cdot 10^{-7}')
  expect(texNumber(12345)).toBe('12\\,350')
})

it('puts the live numbers into the formulas', () => {
  expect(costOfImage(true, 3, 0.5, 0.75)).toContain('(a_j - y_j)^2 = 0.7500')
  expect(costOfImage(false, 3, 0.5, Math.LN2)).toContain('\\ln a_{3} = -\\ln 0.5000 = 0.6931')
  expect(averageCost(60000, 0.1)).toContain('\\frac{1}{60\\,000}')
})
