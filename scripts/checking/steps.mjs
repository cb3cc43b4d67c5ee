import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { nodeModules, root } from '../support/paths.mjs'
import { run } from '../support/processes.mjs'
import { toolFile } from '../support/tools.mjs'
import { countVitest, ONE_FAILED, ONE_PASSED } from './counts.mjs'
import { checkImports, checkThatRulesAreSeen } from './import-rules.mjs'
import { countTests } from './report.mjs'

/**
 * @typedef {{ exitCode: number, output: string, counts: import('./counts.mjs').Counts }} StepResult
 * @typedef {{ name: string, start: () => Promise<StepResult> }} Step
 */

/** A step that counts as one. */
function step(name, start) {
  return {
    name,
    start: async () => {
      const result = await start()
      return { ...result, counts: result.exitCode === 0 ? ONE_PASSED : ONE_FAILED }
    }
  }
}

const tool = (packageName, ...args) => run(process.execPath, [toolFile(packageName), ...args])

/** What tools remember of files by their contents, and need not find out again in the next check. */
const remembered = (name) => join(nodeModules, '.cache', 'downhill', name)

/** Every part of the program is compiled with the types of its own runtime: tsconfig.node.json and its like. */
function typeSteps() {
  const names = readdirSync(root).map((file) => /^tsconfig\.(\w+)\.json$/.exec(file)?.[1])
  return names
    .filter((name) => name && name !== 'base')
    .map((name) =>
      step(`types: ${name}`, () =>
        tool(
          'vue-tsc',
          ...['--noEmit', '-p', `tsconfig.${name}.json`],
          ...['--incremental', '--tsBuildInfoFile', remembered(`types-${name}.json`)]
        )
      )
    )
}

function unitTests() {
  const helper = new URL('map-group-by.mjs', import.meta.url)
  const options = ['--silent=passed-only', '--reporter=dot', '--reporter=json']
  return countTests('unit', countVitest, (file) =>
    run(process.execPath, [
      ...['--import', helper.href],
      ...[toolFile('vitest'), 'run', ...options, `--outputFile.json=${file}`]
    ])
  )
}

/** All checks, the longest first. @returns {Step[]} */
export function allSteps() {
  return [
    { name: 'unit tests', start: unitTests },
    ...typeSteps(),
    step('lint', () => tool('eslint', '--max-warnings=0', '.')),
    step('format', () =>
      tool(
        'prettier',
        ...['--check', '.', '--cache', '--cache-strategy', 'content'],
        ...['--cache-location', remembered('format')]
      )
    ),
    step('import rules', checkImports),
    step('import rules are seen', checkThatRulesAreSeen),
    step('dead code', () => tool('knip'))
  ]
}
