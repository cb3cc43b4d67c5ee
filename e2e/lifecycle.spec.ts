import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './fixtures'
import { launchOptions } from './program'
import { findRun, startRun, untilRun } from './runs'

/** Whether a process of this id runs. */
function isAlive(id: number): boolean {
  try {
    process.kill(id, 0)
    return true
  } catch {
    return false
  }
}

test('the window is as large as promised and no smaller than useful', async ({ program }) => {
  const sizes = await program.electron.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    return { size: window.getSize(), minimum: window.getMinimumSize(), shown: window.isVisible() }
  })
  expect(sizes).toEqual({ size: [1280, 800], minimum: [960, 640], shown: true })
})

test('a second start brings the first window back and ends', async ({ program }) => {
  await program.electron.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    window.hide()
  })
  const executable = await program.electron.evaluate(() => process.execPath)
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const second = spawn(executable, ['.', ...sandbox], {
    ...launchOptions(program.dataFolder),
    stdio: 'ignore'
  })
  const [exitCode] = (await once(second, 'exit')) as [number | null]
  expect(exitCode).toBe(0)
  const isVisible = (): Promise<boolean> =>
    program.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].isVisible())
  await expect.poll(isVisible).toBe(true)
})

test('closing the window ends every process, also in the middle of a run', async ({ program }) => {
  const run = await startRun(program, { name: 'long', config: { epochs: 500 } })
  await untilRun(program, run.id, 'trains', ({ epoch }) => epoch >= 1)
  const ids = await program.electron.evaluate(({ app }) =>
    app.getAppMetrics().map(({ pid }) => pid)
  )
  expect(ids.length).toBeGreaterThanOrEqual(3)
  await program.close()
  await expect.poll(() => ids.filter(isAlive)).toEqual([])

  await program.relaunch()
  const stored = await findRun(program, run.id)
  expect(stored).toMatchObject({ status: 'interrupted', resumable: true })
  expect(stored.step).toBeGreaterThan(0)
})

test('a killed program leaves no process behind', async ({ program }) => {
  const run = await startRun(program, { name: 'long', config: { epochs: 500 } })
  await untilRun(program, run.id, 'trains', ({ epoch }) => epoch >= 1)
  const ids = await program.electron.evaluate(({ app }) =>
    app.getAppMetrics().map(({ pid }) => pid)
  )
  await program.killMain()
  await expect.poll(() => ids.filter(isAlive)).toEqual([])
})

// Windows cannot hold a process still
if (process.platform !== 'win32') {
  test('a training process that hangs is ended, and its run can go on', async ({ program }) => {
    const run = await startRun(program, { name: 'long', config: { epochs: 500 } })
    await untilRun(program, run.id, 'trains', ({ epoch }) => epoch >= 1)
    const ids = await program.processIds('trainer')
    for (const id of ids) process.kill(id, 'SIGSTOP')
    await program.request('training.stop', { runId: run.id })
    await untilRun(program, run.id, 'can go on', ({ resumable }) => resumable)
    await program.request('runs.resume', { runId: run.id, pace: null })
    await untilRun(program, run.id, 'goes on', ({ status }) => status === 'running')
    await program.request('training.stop', { runId: run.id })
    await program.close()
    await expect.poll(() => ids.filter(isAlive)).toEqual([])
  })
}

test('a crashed page comes back by itself', async ({ program }) => {
  const crashed = program.page.waitForEvent('crash')
  await program.electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0].webContents.forcefullyCrashRenderer()
  })
  await crashed
  const title = (): Promise<string> =>
    program.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0].webContents.executeJavaScript(
        "document.querySelector('nav') ? 'there' : 'not there'"
      )
    )
  await expect.poll(title).toBe('there')
})

test('an error that nobody caught is logged and ends the program, not hangs it', async ({
  program
}) => {
  const ended = once(program.electron.process(), 'exit')
  await program.electron
    .evaluate(() => {
      setTimeout(() => {
        throw new Error('nobody caught this')
      })
    })
    .catch(() => undefined)
  expect((await ended)[0]).toBe(1)
  const log = readFileSync(join(program.dataFolder, 'log/downhill.log'), 'utf8')
  expect(log).toContain('uncaught: Error: nobody caught this')
})
