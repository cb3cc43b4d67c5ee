import { defineConfig } from '@playwright/test'

/** The built program is driven as a person would; `npm run e2e` builds it and finds a display. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // each test starts a program of its own, and training takes all the cores there are
  workers: 1,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true
})
