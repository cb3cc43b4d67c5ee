import { test as base, expect } from '@playwright/test'
import { Program, temporaryDataFolder } from './program'

interface Options {
  /** Fail a test in whose page something went wrong, unless it provokes that. */
  pageStaysQuiet: boolean
}

interface Fixtures {
  /** An empty folder for the runs of this test. */
  dataFolder: string
  /** The built program, started on that folder, its page ready. */
  program: Program
}

export const test = base.extend<Options & Fixtures>({
  pageStaysQuiet: [true, { option: true }],

  // Playwright reads a fixture's needs from the braces, also where there are none
  // eslint-disable-next-line no-empty-pattern
  dataFolder: async ({}, use) => {
    const { folder, remove } = temporaryDataFolder()
    await use(folder)
    remove()
  },

  program: async ({ dataFolder, pageStaysQuiet }, use, testInfo) => {
    const program = await Program.launch(dataFolder)
    await use(program)
    const failed = testInfo.status !== testInfo.expectedStatus
    if (failed && !program.page.isClosed()) {
      const body = await program.page.screenshot().catch(() => undefined)
      if (body) await testInfo.attach('window', { body, contentType: 'image/png' })
    }
    await program.close().catch(() => undefined)
    if (pageStaysQuiet) expect(program.problems, 'errors in the page').toEqual([])
  }
})

export { expect }
