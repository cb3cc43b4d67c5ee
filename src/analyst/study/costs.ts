import type { CostStudy, RatedExample } from '../../shared/study'
import { mean, type Costs } from './averages'
import { imageOf, labelOf } from './example'
import { shiftAt, type ChosenExamples } from './over'

/** @param part which one the examples belong to */
export function studyCosts(
  chosen: ChosenExamples,
  part: 'training' | 'test',
  most: number,
  costs: Costs
): CostStudy {
  const cost = mean(costs.costs)
  const rated = (place: number): RatedExample => rate(chosen, part, place, costs)
  return {
    cost: Number.isFinite(cost) ? cost : null,
    count: chosen.order.length,
    correct: countCorrect(chosen, costs),
    worst: dearest(costs.costs, most).map(rated),
    best: dearest(
      costs.costs.map((each) => -each),
      most
    ).map(rated)
  }
}

/** A network that answers NaN is never right. */
function countCorrect({ examples: { answers }, order }: ChosenExamples, costs: Costs): number {
  if (answers.kind !== 'classes') return 0
  let correct = 0
  for (let place = 0; place < order.length; place++) {
    const isRight = costs.answers[place] === answers.labels[order[place]]
    if (isRight && !Number.isNaN(costs.costs[place])) correct++
  }
  return correct
}

/** Places of the largest, the largest first, of equals the first; what is not a number leads. */
function dearest(costs: Float64Array, most: number): number[] {
  const comparable = costs.map((cost) => (Number.isNaN(cost) ? Infinity : cost))
  // only those that may be among them are put in order: to compare all takes many times as long
  const threshold = comparable.toSorted().at(-most) ?? -Infinity
  const candidates: number[] = []
  for (let place = 0; place < comparable.length; place++) {
    if (comparable[place] >= threshold) candidates.push(place)
  }
  return candidates.sort((a, b) => comparable[b] - comparable[a] || a - b).slice(0, most)
}

function rate(
  chosen: ChosenExamples,
  part: 'training' | 'test',
  place: number,
  { costs, answers, shares }: Costs
): RatedExample {
  const example = { part, index: chosen.order[place] }
  const found = { example, examples: chosen.examples, shift: shiftAt(chosen, place) }
  return {
    example,
    image: imageOf(found),
    label: labelOf(found),
    answer: answers[place],
    share: shares[place],
    cost: costs[place]
  }
}
