import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { root } from '../support/paths.mjs'
import { run } from '../support/processes.mjs'
import { toolFile } from '../support/tools.mjs'

const RULES = '.dependency-cruiser.cjs'
/** A program in small that breaks every rule. */
const FIXTURE = 'checks/bad-imports/src'

function dependencyCruiser(args) {
  const tool = toolFile('dependency-cruiser', 'depcruise')
  return run(process.execPath, [tool, '--config', RULES, ...args])
}

/** Checks who imports whom. */
export function checkImports() {
  const folders = ['src', 'bench', 'e2e'].filter((folder) => existsSync(join(root, folder)))
  return dependencyCruiser(['--output-type', 'err', ...folders])
}

/** Checks the check above: a rule that the fixture breaks unseen would be no rule at all. */
export async function checkThatRulesAreSeen() {
  const { output } = await dependencyCruiser(['--output-type', 'json', FIXTURE])
  const { forbidden } = createRequire(import.meta.url)(join(root, RULES))
  const seen = violatedRules(output)
  if (!seen) return { exitCode: 1, output }
  const unseen = forbidden.map((rule) => rule.name).filter((name) => !seen.has(name))
  return unseen.length === 0
    ? { exitCode: 0, output: '' }
    : {
        exitCode: 1,
        output: `${FIXTURE} breaks these rules, or should, and nothing was reported: ${unseen.join(', ')}`
      }
}

function violatedRules(output) {
  try {
    return new Set(JSON.parse(output).summary.violations.map((violation) => violation.rule.name))
  } catch {
    // no report at all: the tool has said why in words
    return undefined
  }
}
