import { expect, test } from '../one-window'
import { Program, launchOptions } from '../program'
import { findRun, startRun, untilRun } from '../runs'
import { row, times, tried } from '../trials'
import { familyOf, TELLS_OF_PROCESSES } from './processes'

/** Of some seconds flat out. */
const LONG = { epochs: 500 }

/** Steps a second that a run takes meanwhile. */
async function pace(program: Program, runId: number, milliseconds: number): Promise<number> {
  const before = await findRun(program, runId)
  const begin = performance.now()
  await program.page.waitForTimeout(milliseconds)
  const after = await findRun(program, runId)
  return ((after.step - before.step) / (performance.now() - begin)) * 1000
}

/**
 * Hides the window, or shows it again. Playwright holds every page it looks at to be seen, so that the page is told in
 * the system's place; whether it draws is then up to the program.
 */
async function setShown({ electron, page }: Program, shown: boolean): Promise<void> {
  await electron.evaluate(({ BrowserWindow }, show) => {
    const [window] = BrowserWindow.getAllWindows()
    if (show) window.show()
    else window.hide()
  }, shown)
  await page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { get: () => hidden, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  }, !shown)
}

/** Pixels by which something sticks out of the window sideways. */
const overflow = ({ page }: Program): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth)

test(
  'a hidden window draws nothing while training goes on',
  row('window'),
  async ({ program }, info) => {
    const { page } = program
    const { id } = await startRun(program, { name: 'long', config: LONG })
    await untilRun(program, id, 'trains', ({ epoch }) => epoch >= 1)
    await program.open(`#/train/${id}`)
    const shownPace = await pace(program, id, times(800, 5000))
    await setShown(program, false)
    await page.evaluate(() => {
      const counted = window as unknown as { framesAsked: number }
      counted.framesAsked = 0
      const ask = window.requestAnimationFrame.bind(window)
      window.requestAnimationFrame = (callback) => {
        counted.framesAsked++
        return ask(callback)
      }
    })
    const hiddenPace = await pace(program, id, times(1200, 10_000))
    const frames = await page.evaluate(
      () => (window as unknown as { framesAsked: number }).framesAsked
    )
    await setShown(program, true)
    await program.request('training.stop', { runId: id })
    const { epoch, totalSteps, step } = await findRun(program, id)
    expect(step).toBeLessThan(totalSteps)
    await program.open('#/runs')
    await expect(page.getByRole('row', { name: /long/ })).toContainText(String(epoch))
    tried(
      info,
      `shown ${shownPace.toFixed(0)} steps a second, hidden ${hiddenPace.toFixed(0)}; frames asked for: ${frames}`
    )
    expect(frames).toBeLessThanOrEqual(1)
    expect(hiddenPace).toBeGreaterThan(shownPace * 0.5)
  }
)

test(
  'a computer that sleeps in the middle of a run loses nothing',
  row('window'),
  async ({ program }, info) => {
    test.skip(!TELLS_OF_PROCESSES, 'only here can all processes be held still')
    test.setTimeout(120_000)
    // longer than a lease lasts, in the long form
    const [naps, milliseconds] = [times(1, 4), times(1500, 15_000)]
    const { id } = await startRun(program, { name: 'long', config: LONG })
    await untilRun(program, id, 'trains', ({ epoch }) => epoch >= 1)
    for (let nap = 0; nap < naps; nap++) {
      const before = await findRun(program, id)
      await program.electron.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend'))
      const ids = familyOf(program.mainProcessId)
      for (const each of ids) process.kill(each, 'SIGSTOP')
      await new Promise((resolve) => setTimeout(resolve, milliseconds))
      for (const each of ids.toReversed()) process.kill(each, 'SIGCONT')
      await program.electron.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'))
      // whoever looks within the first second sees that nobody had renewed what keeps it
      await untilRun(program, id, 'goes on', ({ step, status, resumable }) => {
        return step > before.step && status === 'running' && !resumable
      })
    }
    await program.request('training.stop', { runId: id })
    await untilRun(program, id, 'has stopped', ({ status }) => status === 'stopped')
    expect(await program.request('runs.verify', { runId: id })).toMatchObject({
      verdict: 'identical'
    })
    tried(info, `${naps} x ${milliseconds / 1000} s asleep, then repeated: identical`)
  }
)

test('a window that is pulled about keeps its layout', row('window'), async ({ program }, info) => {
  test.setTimeout(120_000)
  const resizes = times(40, 200)
  for (const screen of ['', 'descent', 'train', 'runs']) {
    await program.open(`#/${screen}`)
    await program.page.getByRole('heading', { level: 1 }).waitFor()
    await program.electron.evaluate(async ({ BrowserWindow }, count) => {
      const [window] = BrowserWindow.getAllWindows()
      for (let time = 0; time < count; time++) {
        const share = (time * 7) % 10
        window.setSize(960 + 96 * share, 640 + 44 * share)
        await new Promise((resolve) => setTimeout(resolve, 8))
      }
    }, resizes / 4)
    for (const [width, height] of [
      [1920, 1080],
      [960, 640]
    ]) {
      await program.electron.evaluate(
        ({ BrowserWindow }, size) => {
          const [window] = BrowserWindow.getAllWindows()
          window.setBounds({ x: 0, y: 0, ...size })
        },
        { width, height }
      )
      const offBy = async (): Promise<number> =>
        Math.abs((await program.page.evaluate(() => innerWidth)) - width)
      // a virtual display's scale may round a pixel away
      await expect.poll(offBy).toBeLessThanOrEqual(1)
      expect(await overflow(program), `${screen} at ${width}`).toBeLessThanOrEqual(0)
    }
  }
  tried(info, `${resizes} sizes between 960x640 and 1920x1080, on four screens`)
})

test(
  'on a display of 200 % everything is as sharp and as wide',
  row('window'),
  async ({ dataFolder }, info) => {
    const args = ['.', '--force-device-scale-factor=2']
    const program = await Program.launch(dataFolder, { ...launchOptions(dataFolder), args })
    const { page } = program
    expect(await page.evaluate(() => devicePixelRatio)).toBe(2)
    const screens = ['', 'descent?variables=2', 'train', 'runs', 'draw', 'data', 'settings']
    for (const screen of screens) {
      await program.open(`#/${screen}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      expect(await overflow(program), screen).toBeLessThanOrEqual(0)
      const blurred = await page.evaluate(
        () =>
          [...document.querySelectorAll('canvas.pad, .chart canvas, .surface canvas')].filter(
            (canvas) =>
              canvas instanceof HTMLCanvasElement &&
              canvas.clientWidth > 0 &&
              canvas.width < 1.9 * canvas.clientWidth
          ).length
      )
      expect(blurred, screen).toBe(0)
    }
    await program.close()
    expect(program.problems).toEqual([])
    tried(info, `${screens.length} screens`)
  }
)

test(
  'a window whose display was unplugged comes back to one that is there',
  row('window'),
  async ({ program }, info) => {
    const where = await program.electron.evaluate(({ BrowserWindow, screen }) => {
      const [window] = BrowserWindow.getAllWindows()
      const area = screen.getPrimaryDisplay().workArea
      window.setPosition(area.x + area.width + 800, area.y + 100)
      screen.emit('display-removed', {}, screen.getPrimaryDisplay())
      return { area }
    })
    const bounds = (): Promise<Electron.Rectangle> =>
      program.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].getBounds())
    await expect
      .poll(async () => {
        const { x, width } = await bounds()
        return x >= where.area.x && x + width <= where.area.x + where.area.width
      })
      .toBe(true)
    tried(info, 'moved beyond the last display, and the display taken away by its message')
  }
)
