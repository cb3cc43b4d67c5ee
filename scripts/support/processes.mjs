import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { ExpectedFailure } from './program.mjs'
import { root } from './paths.mjs'

const ENDING_SIGNALS = ['SIGHUP', 'SIGINT', 'SIGTERM']
const COMMAND_NOT_FOUND = 127
const KILL_AFTER_MILLISECONDS = 5000
/** How much of a failed command's output is shown: some tools name the cause first, others last. */
const SHOWN_CHARACTERS = { first: 1500, last: 3000 }

/** Every child that must not outlive this process. */
const children = new Set()
/** What has to be undone when this process ends, whichever way it ends. */
const cleanUps = new Set()
/** The program that the person is looking at: it decides itself how to answer a signal. */
let foreground

let watching = false
function watchForTheEnd() {
  if (watching) return
  watching = true
  process.on('exit', () => {
    for (const child of children) child.kill('SIGTERM')
    for (const cleanUp of cleanUps) cleanUp()
  })
  for (const signal of ENDING_SIGNALS) {
    process.on(signal, () => {
      if (!foreground) process.exit(128 + constants.signals[signal])
      // a terminal sends Ctrl-C to the foreground program itself: a second one would read as "at once!"
      if (signal !== 'SIGINT' || !process.stdin.isTTY) foreground.kill(signal)
    })
  }
}

/** Has `cleanUp` (synchronous) called when this process ends; returns how to forget it. */
export function onExit(cleanUp) {
  watchForTheEnd()
  cleanUps.add(cleanUp)
  return () => cleanUps.delete(cleanUp)
}

/** Starts a child that ends, at the latest, together with this process. */
export function startProcess(command, args, options = {}) {
  watchForTheEnd()
  const child = spawn(command, args, { cwd: root, windowsHide: true, ...options })
  children.add(child)
  child.once('close', () => children.delete(child))
  child.once('error', () => children.delete(child))
  return child
}

/**
 * Runs a command to its end and collects what it prints.
 * Never throws for the command's sake: a command that does not exist ends with exit code 127.
 * @returns {Promise<{ exitCode: number, output: string, timedOut: boolean }>}
 */
export function run(command, args, { timeoutSeconds, ...options } = {}) {
  return new Promise((resolve) => {
    const child = startProcess(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
    const chunks = []
    let timedOut = false
    const timers = []
    if (timeoutSeconds) {
      const stop = () => {
        timedOut = true
        child.kill('SIGTERM')
        timers.push(setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MILLISECONDS))
      }
      timers.push(setTimeout(stop, timeoutSeconds * 1000))
    }
    const end = (exitCode) => {
      for (const timer of timers) clearTimeout(timer)
      resolve({ exitCode, output: Buffer.concat(chunks).toString(), timedOut })
    }
    child.stdout?.on('data', (chunk) => chunks.push(chunk))
    child.stderr?.on('data', (chunk) => chunks.push(chunk))
    child.once('error', (error) => {
      chunks.push(Buffer.from(error.message))
      end(COMMAND_NOT_FOUND)
    })
    child.once('close', (code, signal) => end(exitCodeOf(code, signal)))
  })
}

/** Like `run`, but a command that fails becomes an ExpectedFailure: the sentence, then what it printed. */
export async function runOrFail(sentence, command, args, options) {
  const result = await run(command, args, options)
  if (result.exitCode === 0) return result
  const shown = shorten(result.output.trim())
  throw new ExpectedFailure(shown ? `${sentence}\n${shown}` : sentence)
}

function shorten(text) {
  const { first, last } = SHOWN_CHARACTERS
  if (text.length <= first + last) return text
  return `${text.slice(0, first)}\n[…]\n${text.slice(-last)}`
}

/** Hands the terminal to a program until it ends; returns its exit code. */
export function runInForeground(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = startProcess(command, args, { stdio: 'inherit', ...options })
    foreground = child
    child.once('error', (error) => {
      foreground = undefined
      reject(new ExpectedFailure(`${command} could not be started: ${error.message}`))
    })
    child.once('close', (code, signal) => {
      foreground = undefined
      resolve(exitCodeOf(code, signal))
    })
  })
}

// what a shell reports for a program that was ended by a signal
function exitCodeOf(code, signal) {
  return code ?? 128 + constants.signals[signal]
}
