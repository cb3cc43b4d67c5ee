import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { reports } from '../support/paths.mjs'
import { readJson } from '../support/tools.mjs'
import { judge } from './counts.mjs'

/**
 * Runs a test runner that writes a report, and counts its tests.
 * @param {string} name the report's name
 * @param {(report: object) => import('./counts.mjs').Counts} count
 * @param {(file: string) => Promise<{ exitCode: number }>} start runs the runner, which writes to `file`
 */
export async function countTests(name, count, start) {
  const file = join(reports, `${name}.json`)
  mkdirSync(reports, { recursive: true })
  // an old report must not speak for a runner that crashes now
  rmSync(file, { force: true })
  const result = await start(file)
  const report = existsSync(file) ? readJson(file) : undefined
  return { ...result, report, counts: judge(report && count(report), result.exitCode) }
}
