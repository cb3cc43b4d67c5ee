import { describe, expect, it } from 'vitest'
import { significant } from './study-numbers'

describe('a number with significant digits', () => {
  it('keeps as many, however small it is', () => {
    expect(significant(0.0123449, 'en')).toBe('0.01234')
    expect(significant(0.5, 'en')).toBe('0.5000')
    expect(significant(1234.56, 'en')).toBe('1,235')
    expect(significant(-0.000321, 'en')).toBe('−0.0003210')
    expect(significant(3.2104e-7, 'en')).toBe('3.210 × 10⁻⁷')
    expect(significant(-4.5e12, 'en', { digits: 2 })).toBe('−4.5 × 10¹²')
  })

  it('rounds up into the next power', () => {
    expect(significant(9.99996e-6, 'en')).toBe('1.000 × 10⁻⁵')
  })

  it('shows the sign where it matters', () => {
    expect(significant(0.25, 'en', { signed: true })).toBe('+0.2500')
    expect(significant(-0.25, 'en', { signed: true })).toBe('−0.2500')
    expect(significant(0, 'en', { signed: true })).toBe('0')
  })

  it('says where there is none', () => {
    expect(significant(null, 'en')).toBe('—')
    expect(significant(Number.NaN, 'en')).toBe('—')
  })
})
