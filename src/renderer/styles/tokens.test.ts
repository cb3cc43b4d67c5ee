import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8')

type Tokens = Map<string, { light: string; dark: string }>

/** The colours that a rule gives, by name. */
function tokensOf(selector: string): Tokens {
  const begin = css.indexOf(`${selector} {`)
  expect(begin, selector).toBeGreaterThanOrEqual(0)
  const rule = css.slice(begin, css.indexOf('\n}', begin))
  const found = rule.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)
  return new Map([...found].map(([, name, light, dark]) => [name, { light, dark }]))
}

/** WCAG's relative luminance of #rrggbb. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

const standard = tokensOf(':root')
const THEMES = {
  standard,
  high: new Map([...standard, ...tokensOf(":root[data-contrast='high']")])
} satisfies Record<string, Tokens>

const GROUNDS = ['paper', 'surface', 'sunken']
const TEXT = ['ink', 'ink-2', 'ink-3', 'accent', 'danger', 'warning', 'ok']
const RUNS = Array.from({ length: 8 }, (_, index) => `run-${index + 1}`)

/** Pairs that fall short, each as a line to read. */
function tooWeak(tokens: Tokens, pairs: readonly [string, string][], least: number): string[] {
  return pairs.flatMap(([front, ground]) =>
    (['light', 'dark'] as const).flatMap((scheme) => {
      const [one, other] = [tokens.get(front), tokens.get(ground)]
      if (!one || !other) return [`${front} or ${ground} is missing`]
      const ratio = contrast(one[scheme], other[scheme])
      return ratio < least ? [`${scheme}: ${front} on ${ground} ${ratio.toFixed(2)}`] : []
    })
  )
}

const onGrounds = (names: readonly string[]): [string, string][] =>
  names.flatMap((name) => GROUNDS.map((ground): [string, string] => [name, ground]))

const MARKED: [string, string][] = [
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['accent', 'accent-soft'],
  ['ink', 'accent-soft']
]

describe('contrast', () => {
  it('of black on white is 21', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  })

  it('of text is 4.5:1, and 7:1 where high contrast is asked for', () => {
    expect(tooWeak(THEMES.standard, [...onGrounds(TEXT), ...MARKED], 4.5)).toEqual([])
    expect(tooWeak(THEMES.high, [...onGrounds(TEXT), ...MARKED], 7)).toEqual([])
  })

  it('of the borders of controls and of the lines of runs is 3:1 on what they lie on', () => {
    expect(tooWeak(THEMES.standard, onGrounds(['control']), 3)).toEqual([])
    const onPaper = RUNS.map((run): [string, string] => [run, 'paper'])
    expect(tooWeak(THEMES.standard, onPaper, 3)).toEqual([])
  })

  it('of every line is 3:1, and of runs 4.5:1, where high contrast is asked for', () => {
    const lines = ['line', 'control', 'contour-index', 'contour-minor']
    expect(tooWeak(THEMES.high, onGrounds(lines), 3)).toEqual([])
    expect(tooWeak(THEMES.high, onGrounds(RUNS), 4.5)).toEqual([])
  })
})
