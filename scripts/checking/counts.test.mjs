import { expect, test } from 'vitest'
import {
  countPlaywright,
  countVitest,
  inWords,
  judge,
  judgeParts,
  NOTHING,
  ONE_PASSED,
  sum
} from './counts.mjs'

const file = (status, ...statuses) => ({
  status,
  assertionResults: statuses.map((each) => ({ status: each }))
})

test('counts the tests of all files', () => {
  const testResults = [
    file('passed', 'passed', 'passed', 'pending'),
    file('failed', 'passed', 'failed', 'todo', 'skipped')
  ]
  expect(countVitest({ testResults })).toEqual({ passed: 3, failed: 1, skipped: 3 })
})

test('a file that cannot be loaded is a failure', () => {
  expect(countVitest({ testResults: [file('failed')] })).toEqual({
    passed: 0,
    failed: 1,
    skipped: 0
  })
})

test('counts what Playwright reports', () => {
  const stats = { expected: 5, flaky: 1, unexpected: 2, skipped: 3 }
  expect(countPlaywright({ stats, errors: [] })).toEqual({ passed: 6, failed: 2, skipped: 3 })
  expect(countPlaywright({ stats, errors: [{ message: 'no such file' }] }).failed).toBe(3)
})

test('a runner is believed only if its exit code agrees', () => {
  const fine = { passed: 3, failed: 0, skipped: 0 }
  expect(judge(fine, 0)).toEqual(fine)
  expect(judge(fine, 1)).toEqual({ ...fine, failed: 1 })
})

test('a failure that was counted is not counted twice', () => {
  const counts = { passed: 3, failed: 2, skipped: 0 }
  expect(judge(counts, 1)).toEqual(counts)
})

test('no report and no tests are failures', () => {
  expect(judge(undefined, 0).failed).toBe(1)
  const skipped = { passed: 0, failed: 0, skipped: 4 }
  expect(judgeParts([skipped, NOTHING])).toEqual({ ...skipped, failed: 1 })
  expect(judgeParts([]).failed).toBe(1)
  expect(judgeParts([ONE_PASSED, NOTHING])).toEqual(ONE_PASSED)
})

test('says skipped tests only where there are some', () => {
  expect(inWords({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed')
  expect(inWords({ passed: 12, failed: 1, skipped: 2 })).toBe('12 passed, 1 failed, 2 skipped')
})

test('adds up', () => {
  const one = { passed: 1, failed: 2, skipped: 3 }
  expect(sum([one, one])).toEqual({ passed: 2, failed: 4, skipped: 6 })
  expect(sum([])).toEqual({ passed: 0, failed: 0, skipped: 0 })
})
