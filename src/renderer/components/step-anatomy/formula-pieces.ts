/** A piece of a formula; pieces with a term light up together. */
export interface Piece {
  term?: TermName
  /** In the notation of LaTeX. */
  tex: string
  /** The same for those who do not see it. */
  text: string
}

/**
 * What the four formulas are made of. slope: of the cost, in the direction of a weight or bias; off: how far
 * an output is from what is wanted; steepness: of the activation function; share: what a neuron's error is
 * blamed for by the layer after it; input: what came in along the connection.
 */
export type TermName = 'delta' | 'off' | 'steepness' | 'share' | 'slope' | 'input'

/** Pieces one after the other; those of the lit term stand out. */
export function toTex(pieces: readonly Piece[], lit: TermName | null): string {
  return pieces
    .map(({ term, tex }) => (term !== undefined && term === lit ? `\\htmlClass{lit}{${tex}}` : tex))
    .join('')
}

export function toText(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join(' ')
}

/** A number that is written already, for a formula: 1.2E-5 and 13,002 as one sets them. */
export function texNumber(written: string): string {
  if (!/^-?\d/.test(written)) return `\\text{${written}}`
  const [digits, power] = written.replaceAll(',', '{,}').split('E')
  return power === undefined ? digits : `${digits}\\cdot 10^{${power}}`
}

/** The same as a factor: negative ones in parentheses. */
export function texFactor(written: string): string {
  const tex = texNumber(written)
  return written.startsWith('-') || tex.includes('\\cdot') ? `(${tex})` : tex
}
