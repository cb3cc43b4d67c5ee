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
    for (let round = 0; round < this.rounds; round++) {
      costs.push(await this.#withBlocks(() => action(round)))
    }
    const clocks = costs.map(({ result }) => result.clock)
    const works = costs.flatMap(({ result }) => result.work ?? [])
    const work = works.length > 0 ? `, the page at work for ${shown(median(works))}` : ''
    const blocks = costs.map(({ longestBlock }) => longestBlock)
    const rest = `worst ${shown(Math.max(...clocks))}${work}, main process for ${shown(median(blocks))}`
    this.#say(what, median(clocks), bound, `${rest}, worst ${shown(Math.max(...blocks))}`)
  }

  /** The median of the page's work a frame while something goes on. */
  async frames(what, bound, action) {
    if (!this.#isAskedFor(what)) return
    const { result: frames, longestBlock } = await this.#withBlocks(() =>
      traceFrames(this.program, action)
    )
    const rest =
      `95 % below ${shown(quantile(frames.work, 0.95))}, on the clock ` +
      `${shown(median(frames.milliseconds))}, ${frames.perSecond.toFixed(0)} frames a second, ` +
      `main process for ${shown(longestBlock)}`
    this.#say(`${what}, a frame`, median(frames.work), bound, rest)
  }

  /** With the longest time for which the main process was at work in one piece meanwhile. */
  async #withBlocks(action) {
    await this.program.electron.evaluate(resetProbe)
    const result = await action()
    const { longestBlock } = await this.program.electron.evaluate(readProbe)
    return { result, longestBlock }
  }

  #isAskedFor(what) {
    return what.includes(this.only)
  }

  #say(what, figure, bound, rest) {
    const verdict =
      bound === undefined ? '' : figure <= bound ? ` (≤ ${bound})` : ` (NOT ≤ ${bound})`
    say(`${what.padEnd(44)} ${shown(figure).padStart(9)}${verdict}  ${rest}`)
  }
}
