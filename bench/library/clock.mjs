import { existsSync, readFileSync } from 'node:fs'

/**
 * What a moment cost: milliseconds on the clock, and those in which the page's main thread had a
 * processor. On a machine with other work only the second says something of the program.
 * @typedef {{ clock: number, work: number | undefined }} Cost
 */

/** Runs a function in the page that returns milliseconds. @returns {Promise<Cost>} */
export async function clocked(program, pageFunction, argument) {
  const processId = await program.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0].webContents.getOSProcessId()
  )
  const before = millisecondsAtWork(processId)
  const clock = await program.page.evaluate(pageFunction, argument)
  const after = millisecondsAtWork(processId)
  return { clock, work: before === undefined ? undefined : after - before }
}

/** Of the main thread of a process; undefined where the system does not tell. */
function millisecondsAtWork(processId) {
  const schedule = `/proc/${processId}/task/${processId}/schedstat`
  if (!existsSync(schedule)) return undefined
  return Number(readFileSync(schedule, 'utf8').split(' ')[0]) / 1e6
}
