/** What the guard needs to know of a PointerEvent. */
export type Contact = Pick<PointerEvent, 'pointerId' | 'pointerType' | 'button' | 'timeStamp'>

/** Milliseconds after the last sign of a pen during which a touch is taken for the hand that holds it. */
const PEN_MEMORY = 3000

/**
 * Decides which pointer draws: one at a time, the mouse only with its main button, and no touch
 * while a pen is about, since that touch is the palm.
 */
export interface PointerGuard {
  /** Tell it of every event, hovering included. */
  notice: (event: Contact) => void
  /**
   * A pointer came down. 'replace': a pen takes over from a touch that had begun to draw, whose
   * stroke is to be cancelled.
   */
  admit: (event: Contact) => 'begin' | 'replace' | 'ignore'
  /** Whether this is the pointer that draws. */
  isDrawing: (event: Contact) => boolean
  release: () => void
}

export function createPointerGuard(): PointerGuard {
  let drawing: { id: number; type: string } | null = null
  let penSeen = -Infinity

  return {
    notice(event) {
      if (event.pointerType === 'pen') penSeen = event.timeStamp
    },
    admit(event) {
      if (event.pointerType === 'mouse' && event.button !== 0) return 'ignore'
      if (event.pointerType === 'touch' && event.timeStamp - penSeen < PEN_MEMORY) return 'ignore'
      const takesOver = event.pointerType === 'pen' && drawing?.type === 'touch'
      if (drawing && !takesOver) return 'ignore'
      drawing = { id: event.pointerId, type: event.pointerType }
      return takesOver ? 'replace' : 'begin'
    },
    isDrawing: (event) => drawing?.id === event.pointerId,
    release() {
      drawing = null
    }
  }
}
