import type { ExamplePass } from '../../../shared/study'

/** What one output adds to the cost of an image. */
export interface CostTerm {
  /** The class that the output stands for. */
  digit: number
  output: number
  wanted: number
  /** output - wanted */
  difference: number
  term: number
  /** Its part of the whole cost, 0..1; 0 where the cost is 0 or no number. */
  share: number
  /** Where it begins in the sum: the shares of those before it. */
  from: number
}

/** The terms of the cost in the order of the outputs; they add up to `cost`. */
export function costTerms({ layers, wanted, terms, cost }: ExamplePass): CostTerm[] {
  const outputs = layers.at(-1)?.a ?? []
  let from = 0
  return terms.map((term, digit) => {
    const share = cost > 0 && Number.isFinite(cost) ? term / cost : 0
    const each = {
      digit,
      output: outputs[digit],
      wanted: wanted[digit],
      difference: outputs[digit] - wanted[digit],
      term,
      share,
      from
    }
    from += share
    return each
  })
}

/** The digit whose term is the largest, the first of equals. */
export function dearestTerm(terms: readonly CostTerm[]): CostTerm {
  return terms.reduce((one, other) => (other.term > one.term ? other : one))
}
