import fc from 'fast-check'
import { REQUEST_NAMES } from '../../src/shared/contract-names'
import { requestSchemas } from '../../src/shared/contract'
import { answerDialogs } from '../dialogs'
import { expect, test } from '../one-window'
import { seedRuns } from '../runs'
import { row, times, tried } from '../trials'

// a refused attempt is an error in the page's console, and here it is the point
test.use({ pageStaysQuiet: false })

const SEED = 20261123
/** Longer than any refusal takes, also on a busy computer; in milliseconds. */
const PATIENCE = 5000

/** Nearly right, and wrong: no number among them is a run's. */
const pool = fc.constantFrom<unknown>(
  ...[0, -1, 1.5, 2 ** 31, 2 ** 53, 1e308, 999_999, '', ' ', '1', '../../x', '/etc/passwd'],
  ...['C:\\x', '\u0000', '\ud800', '\u202e', 'mnist', 'toString', '__proto__', 'x'.repeat(100_000)],
  ...[null, true, false, [], {}, [999_999], [[]], { runId: 999_999 }, ['x'], [0, -1]]
)
const anything = fc.oneof(pool, fc.anything({ maxDepth: 3 }))

/** An input with the channel's own fields, each of them anything; or anything at all. */
function inputOf(name: (typeof REQUEST_NAMES)[number]): fc.Arbitrary<unknown> {
  const schema: object = requestSchemas[name]
  const shape = 'shape' in schema ? (schema.shape as object) : {}
  const fields = Object.fromEntries(Object.keys(shape).map((field) => [field, anything]))
  const own = fc.record({ ...fields, constructor: fc.constant(undefined) }, { requiredKeys: [] })
  // what is asked without an input is asked rightly then
  return fc.oneof({ weight: 3, arbitrary: own }, anything).filter((input) => input !== undefined)
}

/** As JSON, in which a field may be called __proto__; what JSON does not know becomes null. */
const asJson = (input: unknown): string =>
  JSON.stringify(input, (_key, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value
  ) ?? 'null'

test(
  'No channel breaks, hangs or changes the library, whatever it is sent',
  row('21-22'),
  async ({ program }, info) => {
    await seedRuns(program, [{ name: 'stays as it is' }])
    await answerDialogs(program, {})
    await program.electron.evaluate(({ shell }) => {
      shell.openExternal = () => Promise.resolve()
      shell.openPath = () => Promise.resolve('')
    })
    const before = await program.runs()
    let sent = 0
    for (const name of REQUEST_NAMES) {
      const inputs = fc.sample(inputOf(name), { numRuns: times(15, 300), seed: SEED }).map(asJson)
      sent += inputs.length
      const wrong = await program.page.evaluate(
        async ([channel, texts, patience]) => {
          const found: string[] = []
          for (const text of texts) {
            const late = new Promise<'late'>((done) => setTimeout(() => done('late'), patience))
            const input: unknown = JSON.parse(text)
            const answer = await Promise.race([
              window.downhill.request(channel, input as never),
              late
            ])
            const isBroken =
              answer === 'late' ||
              (!answer.ok && ['internal', 'process-ended'].includes(answer.error.code))
            if (isBroken) found.push(`${text.slice(0, 200)} → ${JSON.stringify(answer)}`)
          }
          return found
        },
        [name, inputs, PATIENCE] as const
      )
      expect(wrong, name).toEqual([])
    }
    expect(await program.runs()).toEqual(before)
    expect(await program.electron.evaluate(() => Object.keys(Object.prototype))).toEqual([])
    tried(info, `${sent} inputs to ${REQUEST_NAMES.length} channels, seed ${SEED}`)
  }
)
