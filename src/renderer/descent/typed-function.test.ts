import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TYPED_FUNCTIONS } from './typed-evaluate'
import { readFormula, type TypedFunction } from './typed-function'
import type { FormulaProblem } from './typed-problem'

function read(text: string): Extract<TypedFunction, { ok: true }> {
  const formula = readFormula(text)
  if (!formula.ok) throw new Error(`${text}: ${JSON.stringify(formula.problem)}`)
  return formula
}

/** A formula as text, and what it is worth by this test's own reckoning. */
interface Grown {
  text: string
  at: (weight: number) => number
}

const leaf: fc.Arbitrary<Grown> = fc.oneof(
  fc.constantFrom('x', 'W', 'w').map((text) => ({ text, at: (weight: number) => weight })),
  fc
    .integer({ min: 1, max: 90 })
    .map((tenths) => ({ text: String(tenths / 10), at: () => tenths / 10 })),
  fc.constant({ text: 'pi', at: () => Math.PI })
)
const UNARY: [string, (value: number) => number][] = [
  ['sin', Math.sin],
  ['cos', Math.cos],
  ['tanh', Math.tanh],
  ['atan', Math.atan],
  ['abs', Math.abs]
]
const BINARY: [string, (one: number, two: number) => number][] = [
  ['+', (one, two) => one + two],
  ['-', (one, two) => one - two],
  ['*', (one, two) => one * two]
]
const { formula: grown } = fc.letrec<{ formula: Grown }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.tuple(fc.constantFrom(...UNARY), tie('formula')).map(([[name, of], inner]) => ({
      text: `${name}(${inner.text})`,
      at: (weight: number) => of(inner.at(weight))
    })),
    fc
      .tuple(fc.constantFrom(...BINARY), tie('formula'), tie('formula'))
      .map(([[sign, of], one, two]) => ({
        text: `(${one.text} ${sign} ${two.text})`,
        at: (weight: number) => of(one.at(weight), two.at(weight))
      })),
    fc.tuple(tie('formula'), fc.integer({ min: 2, max: 3 })).map(([inner, power]) => ({
      text: `(${inner.text})^${power}`,
      at: (weight: number) => inner.at(weight) ** power
    }))
  )
}))
const weights = fc.double({ min: -2, max: 2, noNaN: true })

describe('a typed formula', () => {
  it('is worth what it says', () => {
    fc.assert(
      fc.property(grown, weights, ({ text, at }, weight) => {
        fc.pre(text.length <= 100)
        const expected = at(weight)
        const scale = Math.max(1, Math.abs(expected))
        expect(read(text).value(weight) / scale).toBeCloseTo(expected / scale, 9)
      })
    )
  })

  it('has the slope that its heights have', () => {
    fc.assert(
      fc.property(grown, weights, ({ text, at }, weight) => {
        fc.pre(text.length <= 100)
        const distance = 1e-5
        const [below, above] = [at(weight - distance), at(weight + distance)]
        const [left, right] = [(at(weight) - below) / distance, (above - at(weight)) / distance]
        // at the edge of |u| there is no one slope
        const scale = Math.max(1, Math.abs(left), Math.abs(right))
        fc.pre(Math.abs(left - right) < 1e-3 * scale && scale < 1e4)
        expect(read(text).slope(weight) / scale).toBeCloseTo(
          (above - below) / (2 * distance) / scale,
          3
        )
      })
    )
  })

  it.each([
    ['x(x-1)', 3, 6, 5],
    ['2x sin(x)', 0.5, Math.sin(0.5), 2 * Math.sin(0.5) + Math.cos(0.5)],
    ['ln(x)', 2, Math.log(2), 0.5],
    ['-x^2', 3, -9, -6],
    ['x^-2', 2, 0.25, -0.25],
    ['2^x', 3, 8, 8 * Math.log(2)],
    ['x^x', 2, 4, 4 * (1 + Math.log(2))],
    ['e^(-x^2)', 1, Math.exp(-1), -2 * Math.exp(-1)],
    ['sqrt(x^2+1)', 0, 1, 0],
    ['log10(x)', 10, 1, 1 / (10 * Math.LN10)],
    ['1/(1+x^2)', 1, 0.5, -0.5],
    // level where it has its edge: a ball that comes to lie there stays
    ['abs(x)', 0, 0, 0],
    ['abs(x - 1)', 1, 0, 0],
    ['abs(2x)', -1, 2, -2]
  ])('%s at %d', (text, weight, value, slope) => {
    expect(read(text).value(weight)).toBeCloseTo(value, 12)
    expect(read(text).slope(weight)).toBeCloseTo(slope, 12)
  })

  it('is shown with W for its variable', () => {
    expect(read('x^2/4').tex).toMatch(/W/)
    expect(read('x^2/4').tex).not.toMatch(/x/)
  })

  it.each<[string, FormulaProblem]>([
    ['  ', { kind: 'empty' }],
    ['x+'.repeat(60), { kind: 'tooLong' }],
    ['x^', { kind: 'ends', at: 3 }],
    ['(x+1', { kind: 'ends', at: 5 }],
    ['(x+1]', { kind: 'bracket', at: 5, part: ']' }],
    ['(x+1))', { kind: 'unclear', at: 6, part: ')' }],
    ['x+*2', { kind: 'unclear', at: 3, part: '*2' }],
    ['3,5x', { kind: 'unclear', at: 2, part: ',5x' }],
    ['x + y^2', { kind: 'unknownName', at: 5, part: 'y' }],
    ['2x + foo(x)', { kind: 'unknownFunction', at: 6, part: 'foo' }],
    ['2 sin x', { kind: 'bareFunction', at: 3, part: 'sin' }],
    ['log2(x)', { kind: 'unknownFunction', at: 1, part: 'log2' }],
    ['sin('.repeat(9) + 'x' + ')'.repeat(9), { kind: 'tooDeep' }],
    ['x > 2', { kind: 'noFormula', at: 3, part: '>' }],
    ['x = 2', { kind: 'noFormula', at: 1, part: 'x = 2' }],
    ['[x, 2]', { kind: 'noFormula', at: 1, part: '[x, 2]' }],
    ['"x"', { kind: 'noFormula', at: 1, part: '"x"' }],
    ['sin(x, 2)', { kind: 'noFormula', at: 1, part: 'sin' }],
    ['x!', { kind: 'noFormula', at: 2, part: '!' }],
    ['import(x)', { kind: 'unknownFunction', at: 1, part: 'import' }],
    ['constructor(x)', { kind: 'unknownFunction', at: 1, part: 'constructor' }],
    ['x.constructor', { kind: 'noFormula', at: 1, part: 'x.constructor' }]
  ])('%s is refused, and said where', (text, problem) => {
    expect(readFormula(text)).toEqual({ ok: false, problem })
  })

  it('reads every function that may be typed, with its slope', () => {
    for (const name of TYPED_FUNCTIONS) {
      const formula = readFormula(`${name}(x/2)`)
      if (!formula.ok) throw new Error(`There is no ${name}.`)
      const [high, low] = [formula.value(0.61), formula.value(0.59)]
      expect(formula.slope(0.6), name).toBeCloseTo((high - low) / 0.02, 3)
    }
  })

  it('refuses, or reads, whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 40, unit: fc.constantFrom(...'xW2.+-*/^()=,sincoe[]{}"!<> ') }),
        (text) => {
          const formula = readFormula(text)
          if (formula.ok) expect(typeof formula.value(1)).toBe('number')
          else expect(formula.problem.kind).toBeTypeOf('string')
        }
      ),
      { numRuns: 1000 }
    )
  })
})
