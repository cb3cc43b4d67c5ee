/**
 * How many tests passed, failed and were skipped.
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 */

export const NOTHING = { passed: 0, failed: 0, skipped: 0 }
export const ONE_PASSED = { passed: 1, failed: 0, skipped: 0 }
export const ONE_FAILED = { passed: 0, failed: 1, skipped: 0 }

/** @param {Counts[]} parts */
export function sum(parts) {
  return parts.reduce(
    (total, part) => ({
      passed: total.passed + part.passed,
      failed: total.failed + part.failed,
      skipped: total.skipped + part.skipped
    }),
    NOTHING
  )
}

/** "3 passed, 0 failed", and ", 1 skipped" where something was. */
export function inWords({ passed, failed, skipped }) {
  const words = `${passed} passed, ${failed} failed`
  return skipped > 0 ? `${words}, ${skipped} skipped` : words
}

/** Counts the tests in what vitest's reporter "json" wrote. */
export function countVitest(report) {
  return sum(
    report.testResults.map((file) => {
      const counts = sum(file.assertionResults.map(({ status }) => countStatus(status)))
      // a file that cannot be loaded fails without a test in it that fails
      return file.status === 'failed' && counts.failed === 0 ? sum([counts, ONE_FAILED]) : counts
    })
  )
}

function countStatus(status) {
  if (status === 'passed') return ONE_PASSED
  if (status === 'failed') return ONE_FAILED
  return { passed: 0, failed: 0, skipped: 1 }
}

/** Counts the tests in what Playwright's reporter "json" wrote. A test that passed when repeated has passed. */
export function countPlaywright({ stats, errors }) {
  return {
    passed: stats.expected + stats.flaky,
    // an error outside of any test, such as a file that cannot be loaded
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped
  }
}

/**
 * What to believe of a runner: one that ends with an error has failed even where no test has, and so has one that
 * left no report.
 * @param {Counts | undefined} counts undefined if the runner left no report
 * @param {number} exitCode
 */
export function judge(counts, exitCode) {
  if (!counts) return ONE_FAILED
  const isSilentFailure = exitCode !== 0 && counts.failed === 0
  return isSilentFailure ? sum([counts, ONE_FAILED]) : counts
}

/** What to believe of all that was run: where no test was found, something is wrong. @param {Counts[]} parts */
export function judgeParts(parts) {
  const all = sum(parts)
  return all.passed + all.failed === 0 ? sum([all, ONE_FAILED]) : all
}
