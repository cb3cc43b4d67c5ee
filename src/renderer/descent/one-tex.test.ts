import katex from 'katex'
import { describe, expect, it } from 'vitest'
import { ruleWithNumbers, symbolicRule, texNumber } from './one-tex'
import type { Rule } from './one-rule'

const PLAIN: Rule = { rate: 0.1, size: 'proportional', keepsWeight: true, keepsRate: true }

describe('a number in a formula', () => {
  it.each([
    [1.23456, '1.235'],
    [0, '0.000'],
    [-2.4, '-2.400'],
    [123456, '1.23 \\cdot 10^{5}'],
    [-0.00001234, '-1.23 \\cdot 10^{-5}'],
    [Infinity, '\\infty'],
    [NaN, '\\text{?}']
  ])('%d', (value, tex) => {
    expect(texNumber(value)).toBe(tex)
  })

  it('stands in brackets after a sign', () => {
    expect(texNumber(-4.8, true)).toBe('(-4.800)')
    expect(texNumber(4.8, true)).toBe('4.800')
  })
})

describe('the rule', () => {
  const numbers = { weight: -2.4, slope: -4.8, next: -1.92 }

  it('is told with its numbers', () => {
    const tex = ruleWithNumbers(PLAIN, numbers)
    expect(tex).toContain('-2.400 - 0.1 \\cdot (-4.800)')
    expect(tex).toContain('= -1.920')
    expect(ruleWithNumbers({ ...PLAIN, size: 'fixed' }, numbers)).toContain('0.1 \\cdot (-1)')
    expect(ruleWithNumbers({ ...PLAIN, keepsWeight: false }, numbers)).not.toContain('-2.400')
    expect(ruleWithNumbers({ ...PLAIN, keepsRate: false }, numbers)).not.toContain('0.1')
  })

  it('strikes out what is left out, and can be set in every form', () => {
    for (const keepsWeight of [true, false]) {
      for (const keepsRate of [true, false]) {
        for (const size of ['proportional', 'fixed'] as const) {
          const rule = { rate: 0.1, size, keepsWeight, keepsRate }
          const tex = symbolicRule(rule)
          expect(tex.split('\\cancel').length - 1).toBe(Number(!keepsWeight) + Number(!keepsRate))
          for (const each of [tex, ruleWithNumbers(rule, { ...numbers, slope: NaN })]) {
            expect(() => katex.renderToString(each, { trust: true, strict: false })).not.toThrow()
          }
        }
      }
    }
  })
})
