import { expect, test } from 'vitest'
import { run, runOrFail } from './processes.mjs'
import { ExpectedFailure } from './program.mjs'

const runScript = (script, options) => run(process.execPath, ['-e', script], options)

test('collects what a command prints, on both channels, and its exit code', async () => {
  const result = await runScript(
    'console.log("said"); console.error("wailed"); process.exitCode = 3'
  )
  expect(result.exitCode).toBe(3)
  expect(result.output).toContain('said')
  expect(result.output).toContain('wailed')
})

test('a command that does not exist ends like one that a shell does not find', async () => {
  expect((await run('downhill-no-such-command', [])).exitCode).toBe(127)
})

test('a command killed by a signal ends with 128 and the signal’s number', async () => {
  expect(
    (await runScript('process.kill(process.pid, "SIGTERM"); setTimeout(() => {}, 1e5)')).exitCode
  ).toBe(143)
})

test('ends what takes too long, and says so', async () => {
  const result = await runScript('setTimeout(() => {}, 1e6)', { timeoutSeconds: 0.2 })
  expect(result.timedOut).toBe(true)
  expect(result.exitCode).not.toBe(0)
})

test('turns a failing command into a sentence followed by its words', async () => {
  const failing = runOrFail('It did not work:', process.execPath, [
    '-e',
    'console.log("because"); process.exit(1)'
  ])
  await expect(failing).rejects.toThrow(ExpectedFailure)
  await expect(failing).rejects.toThrow('It did not work:\nbecause')
})

test('shows beginning and end of a long output', async () => {
  const script = 'console.log("cause" + "x".repeat(9000) + "end"); process.exit(1)'
  const failure = await runOrFail('It did not work:', process.execPath, ['-e', script]).catch(
    (error) => error
  )
  expect(failure.message).toMatch(/^It did not work:\ncause[^]*end$/)
  expect(failure.message.length).toBeLessThan(6000)
})
