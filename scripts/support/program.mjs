import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const OLDEST_NODE = [20, 19]

/** A failure with a sentence for a person: what is wrong and what to do. It is shown without a stack trace. */
export class ExpectedFailure extends Error {}

/** Prints one line for the person at the terminal. */
export function say(line) {
  console.log(line)
}

/** Prints a failure: its sentence if it was foreseen, else everything that helps to find the mistake. */
export function sayFailure(failure) {
  console.error(failure instanceof ExpectedFailure ? failure.message : failure)
}

/** Seconds since `begin` (a value of performance.now()), for a person: "3.2 s". */
export function secondsSince(begin) {
  return `${((performance.now() - begin) / 1000).toFixed(1)} s`
}

/** Says why this Node is too old, or nothing if it is not. */
export function whyNodeIsTooOld(version) {
  const [major, minor] = version.split('.').map(Number)
  const [oldestMajor, oldestMinor] = OLDEST_NODE
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return undefined
  return `Downhill needs Node ${OLDEST_NODE.join('.')} or newer, and this is Node ${version}: install a newer one from https://nodejs.org and try again.`
}

/**
 * Runs `main` with the command's arguments if the module was started as a program, and not if it was imported.
 * What `main` returns becomes the exit code; a failure is shown and becomes exit code 1.
 */
export function runIfProgram(moduleUrl, main) {
  const started = process.argv[1] && realpathSync(process.argv[1])
  if (started !== realpathSync(fileURLToPath(moduleUrl))) return
  const whyNot = whyNodeIsTooOld(process.versions.node)
  if (whyNot) {
    console.error(whyNot)
    process.exitCode = 1
    return
  }
  main(process.argv.slice(2)).then(
    (exitCode) => {
      process.exitCode = exitCode ?? 0
    },
    (failure) => {
      sayFailure(failure)
      // at once: what was started beside the failed part need not be waited for
      process.exit(1)
    }
  )
}
