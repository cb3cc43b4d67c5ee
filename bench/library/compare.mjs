/*
 * How quick a comparison is: drawn, pointed at, and with a run under way among the others.
 */
import { clocked } from './clock.mjs'

/* global document, location, window -- most of this runs in the page */

/** Shows the comparison of these runs. */
export async function showComparison(program, runIds) {
  await program.open(`#/runs?compare=${runIds.join(',')}`)
  await program.page.waitForTimeout(3000)
}

/** What it costs, in the table, from asking for a comparison of these runs until its curves are drawn. */
export async function openComparison(program, runIds) {
  const { page } = program
  await program.open('#/about')
  await page.waitForTimeout(500)
  await program.open('#/runs')
  await page.waitForTimeout(1000)
  return clocked(
    program,
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
    const area = ({ width, height }) => width * height
    const [largest] = [...document.querySelectorAll('canvas')].sort((a, b) => area(b) - area(a))
    largest.scrollIntoView({ block: 'center' })
    const { x, y, width, height } = largest.getBoundingClientRect()
    return { x, y, width, height }
  })
  const begin = performance.now()
  for (;;) {
    const time = performance.now() - begin
    if (time > milliseconds) return
    const across = 0.5 + 0.4 * Math.sin(time / 400)
    await page.mouse.move(box.x + across * box.width, box.y + box.height / 2)
  }
}
