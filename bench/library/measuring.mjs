import { say } from '../../scripts/support/program.mjs'
import { median } from '../figures.mjs'
import { traceFrames } from '../in-app-frames.mjs'
import { installProbe, readProbe, resetProbe } from '../in-app-probe.mjs'
import { installStopwatch } from './stopwatch.mjs'

const shown = (milliseconds) => `${milliseconds.toFixed(milliseconds < 100 ? 1 : 0)} ms`

/** The value below which so large a share of them lies. */
function quantile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
}

/** Takes figures of the running program, and prints a line for each with what it may be. */
export class Measuring {
  /**
   * @param {import('../../e2e/program').Program} program
   * @param {{ rounds: number, only: string }} options
   */
  constructor(program, { rounds, only }) {
    this.program = program
    this.rounds = rounds
    this.only = only
  }

  /** After every start of the program: what measures in its main process and in its page. */
  async install() {
    await this.program.electron.evaluate(installProbe)
    await this.program.page.evaluate(installStopwatch)
  }

  /**
   * The median of some rounds, on the clock.
   * @param {(round: number) => Promise<import('./clock.mjs').Cost>} action
   */
  async time(what, bound, action) {
    if (!this.#isAskedFor(what)) return
    const costs = []
    const blocked = await this.#mainBlockedDuring(async () => {
      for (let round = 0; round < this.rounds; round++) costs.push(await action(round))
    })
    const clocks = costs.map(({ clock }) => clock)
    const works = costs.flatMap(({ work }) => work ?? [])
    const work = works.length > 0 ? `, the page at work for ${shown(median(works))}` : ''
    this.#say(what, median(clocks), bound, `worst ${shown(Math.max(...clocks))}${work}, ${blocked}`)
  }

  /** The median of the page's work a frame while something goes on. */
  async frames(what, bound, action) {
    if (!this.#isAskedFor(what)) return
    let frames
    const blocked = await this.#mainBlockedDuring(async () => {
      frames = await traceFrames(this.program, action)
    })
    const rest =
      `95 % below ${shown(quantile(frames.work, 0.95))}, on the clock ` +
      `${shown(median(frames.milliseconds))}, ${frames.perSecond.toFixed(0)} frames a second, ${blocked}`
    this.#say(`${what}, a frame`, median(frames.work), bound, rest)
  }

  #isAskedFor(what) {
    return what.includes(this.only)
  }

  async #mainBlockedDuring(action) {
    await this.program.electron.evaluate(resetProbe)
    await action()
    const { longestBlock } = await this.program.electron.evaluate(readProbe)
    return `main process at work for at most ${shown(longestBlock)}`
  }

  #say(what, figure, bound, rest) {
    const verdict =
      bound === undefined ? '' : figure <= bound ? ` (≤ ${bound})` : ` (NOT ≤ ${bound})`
    say(`${what.padEnd(44)} ${shown(figure).padStart(9)}${verdict}  ${rest}`)
  }
}
