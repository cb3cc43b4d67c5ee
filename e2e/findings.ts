import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/**
 * What axe finds wrong with the page as it stands, each with the rule and the element.
 * @param where stands before each
 * @param rules besides those that axe takes itself
 */
export async function findViolations(
  page: Page,
  where: string,
  rules: readonly string[] = []
): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    // the other way of running it opens pages, which the program refuses
    .setLegacyMode(true)
    .options({
      rules: Object.fromEntries(rules.map((rule) => [rule, { enabled: true }])),
      // it need not say where all is well
      resultTypes: ['violations']
    })
    .analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => `${where}: ${id} ${target.join()}`)
  )
}

/** The same in light and in dark, with nothing that moves. @param where stands before each */
export async function findAxeProblems(page: Page, where = 'page'): Promise<string[]> {
  const problems: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.waitForTimeout(100)
    problems.push(...(await findViolations(page, `${where}, ${colorScheme}`)))
  }
  return problems
}

/** Waits until nothing on the page has changed for a tenth of a second; for a second where it never rests. */
export function untilStill(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        let rest = setTimeout(end, 100)
        const longest = setTimeout(end, 1000)
        const observer = new MutationObserver(() => {
          clearTimeout(rest)
          rest = setTimeout(end, 100)
        })
        observer.observe(document.body, {
          ...{ subtree: true, childList: true, attributes: true, characterData: true }
        })
        function end(): void {
          observer.disconnect()
          clearTimeout(rest)
          clearTimeout(longest)
          resolve()
        }
      })
  )
}

/** By how many pixels the page is wider than its window while all text is twice as large. */
export async function overflowAtDoubleText(page: Page): Promise<number> {
  await page.evaluate(() => void (document.documentElement.style.fontSize = '200%'))
  // what follows the sizes of others follows some frames later
  await page.waitForTimeout(100)
  return page.evaluate(() => {
    const { scrollWidth, clientWidth, style } = document.documentElement
    style.removeProperty('font-size')
    return scrollWidth - clientWidth
  })
}
