import { MOST_RANKED, NO_ANSWER, type Rankings, type TestAnswers } from '../../shared/test-set'

/** Which examples are worth a look first. */
export function rank({ count, costs, shares, gaps, answers, labels }: TestAnswers): Rankings {
  const isWrong = (place: number): boolean =>
    answers[place] !== labels[place] && answers[place] !== NO_ANSWER
  return {
    // a cost that is no number is dearer than any
    worst: first(count, (place) => (Number.isNaN(costs[place]) ? Infinity : costs[place])),
    confident: first(count, (place) => (isWrong(place) ? shares[place] : -Infinity)),
    closest: first(count, (place) => (Number.isNaN(gaps[place]) ? -Infinity : -gaps[place]))
  }
}

/** Places of the highest values, the highest first, of equals the first; those at -Infinity are out. */
function first(count: number, valueOf: (place: number) => number): number[] {
  const values = Float64Array.from({ length: count }, (_, place) => valueOf(place))
  // only those that may be among them are put in order: to compare all takes many times as long
  const threshold = values.toSorted().at(-MOST_RANKED) ?? -Infinity
  const candidates: number[] = []
  for (let place = 0; place < count; place++) {
    if (values[place] >= threshold && values[place] > -Infinity) candidates.push(place)
  }
  return candidates.sort((a, b) => values[b] - values[a] || a - b).slice(0, MOST_RANKED)
}
