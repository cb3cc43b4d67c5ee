import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive } from './faults/witness'
import { expect, test } from './fixtures'
import { findRun, startRun, untilRun } from './runs'

test('the window is as large as promised and no smaller than useful', async ({ program }) => {
  const sizes = await program.electron.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    return { size: window.getSize(), minimum: window.getMinimumSize(), shown: window.isVisible() }
  })
  expect(sizes).toEqual({ size: [1280, 800], minimum: [960, 640], shown: true })
})

test('the window opens where it was, and within a display whatever it was', async ({
  program,
  dataFolder
}) => {
  const bounds = (): Promise<object> =>
    program.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].getBounds())
  const place = { x: 60, y: 40, width: 1000, height: 700 }
  await program.electron.evaluate(
    ({ BrowserWindow }, moved) => BrowserWindow.getAllWindows()[0].setBounds(moved),
    place
  )
  await expect.poll(bounds).toEqual(place)
  await program.close()
  await program.relaunch()
  expect(await bounds()).toEqual(place)
  await program.close()

  // as it was on a display that is no longer there
  const file = join(dataFolder, 'window', 'place.json')
  const kept = JSON.parse(readFileSync(file, 'utf8'))
  expect(kept).toEqual({ ...place, maximized: false })
  writeFileSync(file, JSON.stringify({ ...kept, x: 9000, y: -9000 }))
  await program.relaunch()
  const area = await program.electron.evaluate(({ screen }) => screen.getPrimaryDisplay().workArea)
  const { width, height } = place
  expect(await bounds()).toEqual({ x: area.x + area.width - width, y: area.y, width, height })
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

test('a run that diverges stops with a reason and keeps its curve', async ({ program }) => {
  const run = await startRun(program, {
    name: 'too steep',
    // the penalty makes every step overshoot further than the one before
    config: { learningRate: 1000, l2: 1000, epochs: 5 }
  })
  const ended = await untilRun(
    program,
    run.id,
    'has diverged',
    ({ status }) => status === 'diverged'
  )
  expect(ended.resumable).toBe(false)
  const { page } = program
  await program.open(`#/runs/${run.id}`)
  await expect(page.getByText(/diverged/i).first()).toBeVisible()
})
