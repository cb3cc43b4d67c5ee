import { PICTURE_SIDE, type Point } from '../../../shared/digit-strokes'
import type { Pad } from '../../composables/use-pad'
import { createPointerGuard } from './pointer-guard'

export interface PadPointer {
  down: (event: PointerEvent) => void
  move: (event: PointerEvent) => void
  up: (event: PointerEvent) => void
  cancel: (event: PointerEvent) => void
}

/** Where on the pad an event took place, in pad units; beyond 0..28 when it lies off the pad. */
function placeOf(event: MouseEvent, box: DOMRect): Point {
  return {
    x: ((event.clientX - box.left) / box.width) * PICTURE_SIDE,
    y: ((event.clientY - box.top) / box.height) * PICTURE_SIDE
  }
}

/** Mouse, finger and pen on the pad's element. */
export function usePadPointer(pad: Pad): PadPointer {
  const guard = createPointerGuard()

  return {
    down(event) {
      guard.notice(event)
      const verdict = guard.admit(event)
      if (verdict === 'ignore' || !(event.currentTarget instanceof HTMLElement)) return
      if (verdict === 'replace') pad.cancel()
      // the stroke goes on when the pointer leaves the pad, and ends wherever it is lifted
      event.currentTarget.setPointerCapture(event.pointerId)
      pad.begin(placeOf(event, event.currentTarget.getBoundingClientRect()))
    },
    move(event) {
      guard.notice(event)
      if (!guard.isDrawing(event) || !(event.currentTarget instanceof HTMLElement)) return
      // where nothing is pressed nothing is drawn: some systems tell such a place when a window opens
      if (event.buttons === 0) return
      const box = event.currentTarget.getBoundingClientRect()
      // a fast pen reports several places a frame
      const events = event.getCoalescedEvents()
      pad.extend((events.length > 0 ? events : [event]).map((each) => placeOf(each, box)))
    },
    up(event) {
      guard.notice(event)
      if (!guard.isDrawing(event)) return
      guard.release()
      pad.end()
    },
    cancel(event) {
      if (!guard.isDrawing(event)) return
      guard.release()
      pad.cancel()
    }
  }
}
