import { parseArgs } from 'node:util'
import { ExpectedFailure } from '../scripts/support/program.mjs'

export const USAGE = `npm run bench -- [options]

Measures the engine, and beside it, on the same work, whatever of these is installed: a baseline,
numpy, PyTorch, TensorFlow.js and brain.js. Everything runs on one thread, in turns.

  --baseline FILE.wasm  a kernel to compare with (bench/baseline.mjs says what it must offer)
  --only TEXT           only tables whose title contains TEXT, for example "16-10 B10"
  --rounds N            turns, 9 unless given; slow rivals take fewer
  --quick               3 turns, slow rivals one, and only the most telling tables
  --no-rivals           the engine and the baseline alone
  --help

CPU s       CPU seconds of the whole process, median: for an epoch, shuffling included, or for
            answering the test examples
x ours      that, divided by the engine's in the same turn, median
of peak     arithmetic counted without zeros, as a share of what 128-bit SIMD does in the same turn
test right  test examples answered rightly after the measured epochs; "ours then": what the engine
            answers rightly after as many, from the same start. Who falls far behind has not learnt.

Rivals warm up on a twentieth of an epoch, and take as many turns as fit into six seconds (--quick:
two), one at least. DOWNHILL_PYTHON names the Python to try first.`

const QUICK_ROUNDS = 3
const ROUNDS = 9

/**
 * @param {string[]} args as typed
 * @returns {{ help: boolean, quick: boolean, withRivals: boolean, rounds: number, only: string,
 *   baseline?: string }}
 * @throws ExpectedFailure
 */
export function parseOptions(args) {
  const values = parse(args)
  const rounds = Number(values.rounds ?? (values.quick ? QUICK_ROUNDS : ROUNDS))
  if (!Number.isInteger(rounds) || rounds < 1) {
    throw new ExpectedFailure(`--rounds needs a whole number of rounds, not "${values.rounds}".`)
  }
  return {
    help: values.help ?? false,
    quick: values.quick ?? false,
    withRivals: !values['no-rivals'],
    rounds,
    only: (values.only ?? '').toLowerCase(),
    baseline: values.baseline
  }
}

function parse(args) {
  const text = { type: 'string' }
  const flag = { type: 'boolean' }
  const options = { rounds: text, only: text, baseline: text }
  const flags = { quick: flag, help: flag, 'no-rivals': flag }
  try {
    return parseArgs({ args, options: { ...options, ...flags } }).values
  } catch (failure) {
    throw new ExpectedFailure(`${failure.message}\n\n${USAGE}`)
  }
}
