import type { StudyRequest } from '../../shared/analyst-protocol'

/** Of questions that a newer one does not call off at once: more than a screen asks together. */
const MOST_OTHERS = 8

/**
 * Questions that a newer one takes the place of: somebody who moves a slider waits for the answer to
 * where it is now. Those that tell their progress share one place. Null: several are answered.
 */
function placeOf({ subject, input }: StudyRequest): string | null {
  switch (subject) {
    case 'study.nudge':
    case 'study.batches':
    case 'study.budget':
      return 'long'
    case 'study.costs':
      return `${subject} ${input.part}`
    case 'study.gradient':
      return input.over.kind === 'training' ? subject : null
    default:
      return null
  }
}

/** Which studies are under way: one that is not among them any more has been called off. */
export class UnderWay {
  readonly #places = new Map<number, string | null>()

  begin(id: number, request: StudyRequest): void {
    const place = placeOf(request)
    const others = [...this.#places].filter(([, taken]) => taken === place)
    const calledOff = place === null ? others.slice(0, -(MOST_OTHERS - 1)) : others
    for (const [other] of calledOff) this.#places.delete(other)
    this.#places.set(id, place)
  }

  has(id: number): boolean {
    return this.#places.has(id)
  }

  end(id: number): void {
    this.#places.delete(id)
  }
}
