import { expect, test as base } from './fixtures'
import { Program, temporaryDataFolder } from './program'

/**
 * As in fixtures.ts, but all tests of a file share one window, for screens that keep nothing: to start the program
 * takes longer than most of what is tried in them. Each begins on another screen, in the usual colours; after a test that
 * failed the next one has a window of its own.
 */
export const test = base.extend<object, { window: Program }>({
  window: [
    // Playwright reads a fixture's needs from the braces, also where there are none
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const { folder, remove } = temporaryDataFolder()
      const window = await Program.launch(folder)
      await use(window)
      await window.close().catch(() => undefined)
      remove()
    },
    { scope: 'worker' }
  ],

  program: async ({ window, pageStaysQuiet }, use) => {
    window.problems.length = 0
    await window.page.emulateMedia({ colorScheme: null, reducedMotion: null })
    await window.open('#/about')
    await expect(window.page.getByRole('heading', { level: 1, name: 'About' })).toBeVisible()
    await use(window)
    if (pageStaysQuiet) expect(window.problems, 'errors in the page').toEqual([])
  }
})

export { expect }
