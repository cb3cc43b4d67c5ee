import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** Chromium may drop a promise that a page is asked for; then nothing was found out, and it is asked again. */
const LOST = /promise was (garbage )?collected/i
const ATTEMPTS = 3

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
  for (let attempt = 1; ; attempt++) {
    // the other way of running it opens pages, which the program refuses
    const axe = new AxeBuilder({ page }).setLegacyMode(true)
    axe.options({ rules: Object.fromEntries(rules.map((rule) => [rule, { enabled: true }])) })
    try {
      const { violations } = await axe.analyze()
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target }) => `${where}: ${id} ${target.join()}`)
      )
    } catch (error) {
      if (attempt === ATTEMPTS || !LOST.test(String(error))) throw error
    }
  }
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
