/*
 * How quick a comparison is: drawn, pointed at, and with a run under way among the others.
 */
/* global document, location, window -- most of this runs in the page */

/** Milliseconds from asking for the comparison of these runs until its curves are drawn. */
export async function openComparison({ page }, runIds) {
  await page.evaluate(() => (location.hash = '#/about'))
  await page.waitForTimeout(500)
  return page.evaluate(
    (ids) =>
      window.stopwatch.untilDrawn(
        () => (location.hash = `#/runs?compare=${ids.join(',')}`),
        () => document.querySelectorAll('canvas').length > 0
      ),
    runIds
  )
}

/** Moves the pointer to and fro over the largest chart, as often as frames come. */
export async function followMouse({ page }, milliseconds) {
  const box = await page.evaluate(() => {
    const boxes = [...document.querySelectorAll('canvas')].map((each) =>
      each.getBoundingClientRect()
    )
    const [largest] = boxes.sort((a, b) => b.width * b.height - a.width * a.height)
    return { x: largest.x, y: largest.y, width: largest.width, height: largest.height }
  })
  const begin = performance.now()
  for (;;) {
    const time = performance.now() - begin
    if (time > milliseconds) return
    const across = 0.5 + 0.4 * Math.sin(time / 400)
    await page.mouse.move(box.x + across * box.width, box.y + 0.4 * box.height)
  }
}
