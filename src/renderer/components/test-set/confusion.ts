import { NO_ANSWER, type TestAnswers } from '../../../shared/test-set'

/** One cell of a confusion matrix: examples of one class that got one answer. */
export interface Cell {
  label: number
  answer: number
}

/** How often each class got which answer. */
export interface Confusion {
  classes: number
  /** counts[label * classes + answer] */
  counts: Uint32Array
  /** Examples of each class, those without an answer included. */
  totals: Uint32Array
  correct: number
  /** Examples whose outputs are no numbers: in no cell. */
  unanswered: number
  /** The largest count off the diagonal. */
  mostMistaken: number
}

export function confusionOf(found: TestAnswers, classes: number): Confusion {
  const counts = new Uint32Array(classes * classes)
  const totals = new Uint32Array(classes)
  let unanswered = 0
  for (let place = 0; place < found.count; place++) {
    const label = found.labels[place]
    const answer = found.answers[place]
    totals[label]++
    if (answer === NO_ANSWER) unanswered++
    else counts[label * classes + answer]++
  }
  let correct = 0
  let mostMistaken = 0
  for (let cell = 0; cell < counts.length; cell++) {
    const isRight = Math.floor(cell / classes) === cell % classes
    if (isRight) correct += counts[cell]
    else mostMistaken = Math.max(mostMistaken, counts[cell])
  }
  return { classes, counts, totals, correct, unanswered, mostMistaken }
}

export interface Mistake extends Cell {
  count: number
  /** Of the examples of that class. */
  share: number
}

/** The most frequent mistakes, of equals the first in the matrix. */
export function mistakesOf({ classes, counts, totals }: Confusion, most: number): Mistake[] {
  const mistakes: Mistake[] = []
  for (let label = 0; label < classes; label++) {
    for (let answer = 0; answer < classes; answer++) {
      const count = counts[label * classes + answer]
      if (label === answer || count === 0) continue
      mistakes.push({ label, answer, count, share: count / totals[label] })
    }
  }
  return mistakes.sort((one, other) => other.count - one.count).slice(0, most)
}

/** Places of the examples in one cell, in the order of the test set. */
export function placesOf(
  { count, labels, answers }: TestAnswers,
  { label, answer }: Cell
): number[] {
  const places: number[] = []
  for (let place = 0; place < count; place++) {
    if (labels[place] === label && answers[place] === answer) places.push(place)
  }
  return places
}
