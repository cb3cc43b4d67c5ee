import { nextTick } from 'vue'

const waiting = new Set<() => void>()
let isUnderWay = false

/**
 * Paints a picture once all of the page has changed, and still in this frame: to write a text on a canvas makes the
 * browser lay out the page as it is at that moment, and whatever changes after it would be laid out a second time.
 * Of several pictures that change together each waits for its turn, one a frame: two that move without end are each
 * painted in every second frame, as they are then. Who calls again while waiting keeps its place.
 */
export function paintInTurn(paint: () => void): void {
  waiting.add(paint)
  if (isUnderWay) return
  isUnderWay = true
  void nextTick(paintNext)
}

function paintNext(): void {
  const [paint] = waiting
  waiting.delete(paint)
  // first of all: a picture that cannot be painted does not stop the others
  isUnderWay = waiting.size > 0
  if (isUnderWay) requestAnimationFrame(paintNext)
  paint()
}
