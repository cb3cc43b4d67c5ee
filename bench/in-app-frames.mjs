import { readFileSync, rmSync } from 'node:fs'

const CATEGORIES = [
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'cc',
  '__metadata'
]

/**
 * What the page's main thread does from frame to frame while `action` goes on: scripts, styles,
 * layout, paint and everything else that keeps it from the next frame.
 * @returns {Promise<{ perSecond: number, milliseconds: number[], work: number[] }>} for each frame
 *   the time on the clock, and the time in which the thread had a processor
 */
export async function traceFrames(program, action) {
  const { electron } = program
  await electron.evaluate(
    ({ contentTracing }, included_categories) =>
      contentTracing.startRecording({ included_categories }),
    CATEGORIES
  )
  await action()
  const file = await electron.evaluate(({ contentTracing }) => contentTracing.stopRecording())
  const pageProcess = await electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0].webContents.getOSProcessId()
  )
  const { traceEvents } = JSON.parse(readFileSync(file, 'utf8'))
  rmSync(file)
  return measureFrames(traceEvents, pageProcess)
}

function measureFrames(traceEvents, pageProcess) {
  const { tid } = traceEvents.find(
    ({ name, pid, args }) =>
      name === 'thread_name' && pid === pageProcess && args.name === 'CrRendererMain'
  )
  const complete = traceEvents
    .filter((event) => event.pid === pageProcess && event.tid === tid && event.ph === 'X')
    .sort((a, b) => a.ts - b.ts)
  const tasks = complete.filter(({ name }) => name === 'RunTask')
  const frames = complete.filter(({ name }) => name === 'ProxyMain::BeginMainFrame')
  const ends = frames.map(({ ts, dur }) => ts + dur)
  // a frame's work begins where the frame before was handed over
  const worked = ends
    .slice(1)
    .map((end, index) => tasks.filter(({ ts }) => ts >= ends[index] && ts < end))
  const sum = (list, key) => list.reduce((total, task) => total + (task[key] ?? task.dur), 0) / 1000
  return {
    perSecond: (worked.length * 1e6) / (ends[ends.length - 1] - ends[0]),
    milliseconds: worked.map((list) => sum(list, 'dur')),
    work: worked.map((list) => sum(list, 'tdur'))
  }
}
