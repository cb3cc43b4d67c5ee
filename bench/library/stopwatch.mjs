/*
 * What runs in the page while it is measured: Playwright hands the text of these functions over, so
 * each must stand by itself.
 */
/* global window, requestAnimationFrame, MessageChannel, CanvasRenderingContext2D */

/** Puts a stopwatch into the page that runs from something done until its picture is painted. */
export function installStopwatch() {
  if (window.stopwatch) return
  const PATIENCE = 60_000
  /** After so many milliseconds without a line drawn, a chart is finished. */
  const QUIET = 400

  /** The time at which the next frame has been handed over to be shown. */
  const framePainted = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => resolve(performance.now())
        // its turn comes when the frame's own work is done
        port2.postMessage(null)
      })
    })

  let lastDrawn = 0
  for (const method of ['stroke', 'fill', 'fillRect', 'drawImage', 'putImageData', 'fillText']) {
    const draw = CanvasRenderingContext2D.prototype[method]
    CanvasRenderingContext2D.prototype[method] = function (...input) {
      draw.apply(this, input)
      lastDrawn = performance.now()
    }
  }

  window.stopwatch = {
    framePainted,

    /** Milliseconds from `act` until a frame is painted in which `isShown`. */
    async untilShown(act, isShown) {
      const begin = performance.now()
      act()
      for (;;) {
        await new Promise((resolve) => requestAnimationFrame(resolve))
        // this frame is painted with what is so now
        if (isShown()) return (await paintedAfterThis()) - begin
        if (performance.now() - begin > PATIENCE) throw new Error(`Waited in vain: ${isShown}`)
      }
    },

    /** Milliseconds from `act` until the frame with the last line that it led to on a canvas. */
    async untilDrawn(act, isThere) {
      const begin = performance.now()
      lastDrawn = 0
      act()
      const painted = []
      for (;;) {
        painted.push(await framePainted())
        const now = performance.now()
        if (lastDrawn > 0 && isThere() && now - lastDrawn > QUIET) break
        if (now - begin > PATIENCE) throw new Error(`Nothing was drawn: ${isThere}`)
      }
      return painted.find((time) => time >= lastDrawn) - begin
    }
  }

  /** Called within a frame: the time at which this very frame is painted. */
  function paintedAfterThis() {
    return new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => resolve(performance.now())
      port2.postMessage(null)
    })
  }
}
