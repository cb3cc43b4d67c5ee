import { computed, onScopeDispose, shallowRef, watch, type ComputedRef } from 'vue'
import { imageOnTheWay } from '../../../shared/digit-image'
import type { Pad } from '../../composables/use-pad'
import { reducedMotion } from '../../composables/use-preferences'

/** Milliseconds from the drawing as it was drawn to the drawing as the network gets it. */
const DURATION = 350

/** Slow at both ends, for a share of 0..1. */
const eased = (share: number): number => share * share * (3 - 2 * share)

/**
 * The picture to show: what the network is given, and for a moment, when the pen is lifted or the
 * preparation changed, the drawing on its way from raw to centred or back. Without a movement for
 * those who want less of it, and for pictures, which have no strokes to move.
 */
export function useCentringMovement(pad: Pad): ComputedRef<Uint8Array> {
  const onTheWay = shallowRef<Uint8Array | null>(null)
  let frame: number | undefined

  function stop(): void {
    if (frame !== undefined) cancelAnimationFrame(frame)
    frame = undefined
    onTheWay.value = null
  }

  function move(from: 0 | 1, to: 0 | 1): void {
    stop()
    const { strokes, picture } = pad.content.value
    if (reducedMotion.value || picture || strokes.length === 0) return
    let begin: number | undefined
    const show = (now: number): void => {
      begin ??= now
      const share = (now - begin) / DURATION
      if (share >= 1) return stop()
      onTheWay.value = imageOnTheWay(strokes, from + (to - from) * eased(share))
      frame = requestAnimationFrame(show)
    }
    onTheWay.value = imageOnTheWay(strokes, from)
    frame = requestAnimationFrame(show)
  }

  // another drawing is shown as it is; a movement that goes with the change begins after this
  watch(pad.content, stop, { flush: 'sync' })
  watch(pad.isStroking, (now, before) => {
    if (before && !now && pad.preparation.value === 'centred') move(0, 1)
  })
  watch(pad.preparation, (now) => (now === 'centred' ? move(0, 1) : move(1, 0)))
  onScopeDispose(stop)

  return computed(() => onTheWay.value ?? pad.image.value)
}
