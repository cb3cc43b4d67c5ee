import { texFactor, texNumber, type Piece } from './formula-pieces'
import type { HiddenError, OutputError } from './backward-numbers'
import type { FormulaName } from './stages'

const sign = (tex: string, text: string): Piece => ({ tex, text })
const EQUALS = sign('=', '=')
const TIMES = sign('\\cdot ', '×')

/** The four formulas in letters: how an error is found, sent back, and turned into slopes. */
export function inLetters(name: FormulaName, isSoftmax: boolean): Piece[] {
  switch (name) {
    case 'delta-output':
      return [
        { term: 'delta', tex: '\\delta_j^{(L)}', text: 'δ_j' },
        EQUALS,
        ...(isSoftmax
          ? [{ term: 'off', tex: 'a_j-y_j', text: 'a_j − y_j' } as const]
          : [
              { term: 'off', tex: '2\\,(a_j-y_j)', text: '2 (a_j − y_j)' } as const,
              TIMES,
              { term: 'steepness', tex: "\\sigma'(z_j)", text: 'σ′(z_j)' } as const
            ])
      ]
    case 'delta-hidden':
      return [
        { term: 'delta', tex: '\\delta_j^{(\\ell)}', text: 'δ_j' },
        EQUALS,
        {
          term: 'share',
          tex: '\\Big(\\sum_i w_{ij}^{(\\ell+1)}\\,\\delta_i^{(\\ell+1)}\\Big)',
          text: '(sum over i of w_ij × δ_i)'
        },
        TIMES,
        { term: 'steepness', tex: "f'(z_j^{(\\ell)})", text: 'f′(z_j)' }
      ]
    case 'weights':
      return [
        {
          term: 'slope',
          tex: '\\frac{\\partial C}{\\partial w_{jk}^{(\\ell)}}',
          text: '∂C/∂w_jk'
        },
        EQUALS,
        { term: 'input', tex: 'a_k^{(\\ell-1)}', text: 'a_k' },
        TIMES,
        { term: 'delta', tex: '\\delta_j^{(\\ell)}', text: 'δ_j' }
      ]
    case 'biases':
      return [
        { term: 'slope', tex: '\\frac{\\partial C}{\\partial b_j^{(\\ell)}}', text: '∂C/∂b_j' },
        EQUALS,
        { term: 'delta', tex: '\\delta_j^{(\\ell)}', text: 'δ_j' }
      ]
  }
}

type Write = (value: number) => string

export function outputErrorInNumbers(
  { a, wanted, steepness, delta }: OutputError,
  write: Write
): Piece[] {
  const difference = `${write(a)} − ${write(wanted)}`
  const differenceTex = `${texNumber(write(a))}-${texNumber(write(wanted))}`
  const start: Piece[] = [
    { term: 'delta', tex: texNumber(write(delta)), text: write(delta) },
    EQUALS
  ]
  if (steepness === null) return [...start, { term: 'off', tex: differenceTex, text: difference }]
  return [
    ...start,
    { term: 'off', tex: `2\\,(${differenceTex})`, text: `2 (${difference})` },
    TIMES,
    { term: 'steepness', tex: texFactor(write(steepness)), text: write(steepness) }
  ]
}

/** So many products of a sum are written out. */
const MOST_PRODUCTS = 2

export function hiddenErrorInNumbers(
  { sentBack, sum, steepness, delta }: HiddenError,
  write: Write
): Piece[] {
  const shown = sentBack.slice(0, MOST_PRODUCTS)
  const rest = sentBack.length > shown.length
  const tex = shown.map(
    (each) => `${texFactor(write(each.weight))}\\cdot ${texFactor(write(each.delta))}`
  )
  const text = shown.map((each) => `${write(each.weight)} × ${write(each.delta)}`)
  return [
    { term: 'delta', tex: texNumber(write(delta)), text: write(delta) },
    EQUALS,
    {
      term: 'share',
      tex: `\\big(${[...tex, ...(rest ? ['\\dots'] : [])].join('+')}\\big)`,
      text: `(${[...text, ...(rest ? ['…'] : [])].join(' + ')})`
    },
    TIMES,
    { term: 'steepness', tex: texFactor(write(steepness)), text: write(steepness) },
    EQUALS,
    { term: 'share', tex: texFactor(write(sum)), text: write(sum) },
    TIMES,
    { term: 'steepness', tex: texFactor(write(steepness)), text: write(steepness) }
  ]
}

export function weightSlopeInNumbers(
  { input, delta }: { input: number; delta: number },
  write: Write
): Piece[] {
  return [
    { term: 'slope', tex: texNumber(write(input * delta)), text: write(input * delta) },
    EQUALS,
    { term: 'input', tex: texFactor(write(input)), text: write(input) },
    TIMES,
    { term: 'delta', tex: texFactor(write(delta)), text: write(delta) }
  ]
}

export function biasSlopeInNumbers(delta: number, write: Write): Piece[] {
  return [
    { term: 'slope', tex: texNumber(write(delta)), text: write(delta) },
    EQUALS,
    { term: 'delta', tex: texNumber(write(delta)), text: write(delta) }
  ]
}
