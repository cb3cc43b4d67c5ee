import { defineConfig } from '@playwright/test'

// two windows on one display share a mouse: where one opens, the other hears of places of it
const displays = process.env.DOWNHILL_DISPLAYS?.split(' ') ?? []
const display = displays[Number(process.env.TEST_PARALLEL_INDEX ?? 0)]
if (display) process.env.DISPLAY = display

const SUITES = ['security', 'faults', 'package', 'endurance']

/** The built program is driven as a person would; `npm run e2e` builds it and finds a display. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // each test starts a program of its own, and training takes all the cores there are: `npm test` allows two
  workers: 1,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  // what is true of the program on good days, and four suites with tables of their own (scripts/suite.mjs)
  projects: [
    { name: 'program', testIgnore: SUITES.map((name) => `**/${name}/**`) },
    ...SUITES.map((name) => ({
      ...{ name, testMatch: `**/${name}/**/*.spec.ts` },
      // all of endurance is measured
      ...(name === 'endurance' && { workers: 1 })
    }))
  ]
})
