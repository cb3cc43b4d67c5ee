/*
 * What runs in the program's main process while it is measured: Playwright hands the text of these
 * functions over, so each must stand by itself.
 */

/** Notes when news of a training process arrives, and how long the event loop is kept waiting. */
export function installProbe() {
  const { EventEmitter } = process.getBuiltinModule('node:events')
  const { existsSync, readFileSync } = process.getBuiltinModule('node:fs')
  const probe = {
    /** Milliseconds; engine seconds told with the news. */
    first: null,
    last: null,
    done: null,
    /** Longest time between two turns of the event loop, in milliseconds, ... */
    longestPause: 0,
    /** ... and longest time in which this thread itself was at work in one. */
    longestBlock: 0
  }
  globalThis.downhillProbe = probe

  const { emit } = EventEmitter.prototype
  EventEmitter.prototype.emit = function (event, message, ...rest) {
    if (event === 'message' && message?.type === 'batch') {
      const time = performance.now()
      // the run's start was evaluated before the first step
      probe.first ??= { time, engineSeconds: message.epochs[0]?.engineSeconds ?? 0 }
      probe.last = { time, engineSeconds: message.live.engineSeconds }
    }
    if (event === 'message' && message?.type === 'done') probe.done ??= { time: performance.now() }
    return emit.call(this, event, message, ...rest)
  }

  /** Milliseconds for which this thread has had a processor; where the system does not tell, the clock. */
  const schedule = `/proc/self/task/${process.pid}/schedstat`
  const isTold = existsSync(schedule)
  const millisecondsAtWork = () =>
    isTold ? Number(readFileSync(schedule, 'utf8').split(' ')[0]) / 1e6 : performance.now()

  let lastTime = performance.now()
  let lastWork = millisecondsAtWork()
  setInterval(() => {
    const time = performance.now()
    const work = millisecondsAtWork()
    probe.longestPause = Math.max(probe.longestPause, time - lastTime)
    probe.longestBlock = Math.max(probe.longestBlock, work - lastWork)
    lastTime = time
    lastWork = work
  }, 1)
}

/** Forgets the run before. */
export function resetProbe() {
  const nothing = { first: null, last: null, done: null, longestPause: 0, longestBlock: 0 }
  Object.assign(globalThis.downhillProbe, nothing)
}

export function readProbe() {
  return globalThis.downhillProbe
}
