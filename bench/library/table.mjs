/*
 * How quick the table of runs is: opened, sorted, searched and scrolled.
 */
import { clocked } from './clock.mjs'

/* global document, location, window, Event -- most of this runs in the page */

const ROWS = 'table.runs-table tbody tr:not([aria-hidden])'

/** Leaves the screen, and shows it again. @returns what it costs from the click to its rows */
export async function openRuns(program) {
  const { page } = program
  await page.evaluate(() => (location.hash = '#/about'))
  await page.waitForTimeout(300)
  return clocked(
    program,
    (rows) =>
      window.stopwatch.untilShown(
        () => document.querySelector('nav a[href="#/runs"]').click(),
        () => document.querySelectorAll(rows).length > 5
      ),
    ROWS
  )
}

/** The names of the columns that can be sorted by. */
export function sortableColumns({ page }) {
  return page.evaluate(() =>
    [...document.querySelectorAll('.runs-table thead th button')].map(({ textContent }) =>
      textContent.trim()
    )
  )
}

/** What it costs from pressing a column's head until the rows stand in another order. */
export function sortBy(program, column) {
  const press = (name) => {
    const button = [...document.querySelectorAll('.runs-table thead th button')].find(
      ({ textContent }) => textContent.trim() === name
    )
    const head = button.closest('th')
    const before = head.getAttribute('aria-sort')
    return window.stopwatch.untilShown(
      () => button.click(),
      () => head.getAttribute('aria-sort') !== before
    )
  }
  return clocked(program, press, column)
}

/** Has this in the search field, and the rows that it finds. */
export async function typeSearch({ page }, text) {
  await page.locator('input[type="search"]').fill(text)
  await page.waitForTimeout(300)
}

/** What it costs from a keystroke in the search field until the rows are those that it finds. */
export function searchFor(program, text) {
  return clocked(
    program,
    ([typed, rows]) => {
      const field = document.querySelector('input[type="search"]')
      const shown = () =>
        document.querySelector('.runs-table')?.getAttribute('aria-rowcount') +
        [...document.querySelectorAll(rows)].map(({ textContent }) => textContent).join()
      const before = shown()
      return window.stopwatch.untilShown(
        () => {
          field.value = typed
          field.dispatchEvent(new Event('input', { bubbles: true }))
        },
        () => shown() !== before
      )
    },
    [text, ROWS]
  )
}

/** Turns the wheel over the rows for a while, as a person looking for something does. */
export async function scroll({ page }, milliseconds) {
  const { x, y } = await page.evaluate((rows) => {
    const box = document.querySelector(rows).getBoundingClientRect()
    return { x: box.x + box.width / 2, y: box.y + 100 }
  }, ROWS)
  await page.mouse.move(x, y)
  const begin = performance.now()
  while (performance.now() - begin < milliseconds) {
    await page.mouse.wheel(0, 300)
    await page.waitForTimeout(16)
  }
}
