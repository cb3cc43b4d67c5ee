import { describe, expect, it } from 'vitest'
import { runCli } from './main'
import { createReport } from './report'
import { createFakeScreen } from './testing/fake-screen'

/** Clears the screen; the second way has one character for ESC and [. */
const STEERING = 'a\u001b[2Jb\u009b2Jc'
const HARMLESS = 'a [2Jb 2Jc'

describe('what is written', () => {
  it('does not steer the terminal, whatever a name or a file holds', () => {
    const output = createFakeScreen()
    const errors = createFakeScreen()
    const report = createReport({ output, errors }, false)
    report.say(STEERING)
    report.warn(STEERING)
    expect(output.text).toBe(`${HARMLESS}\n`)
    expect(errors.text).toBe(`${HARMLESS}\n`)
  })

  it('about an error does not either, and JSON keeps what was said', async () => {
    const output = createFakeScreen()
    const errors = createFakeScreen()
    const code = await runCli([STEERING, '--json'], {
      terminal: { output, errors },
      onStopRequest: () => () => undefined,
      programFolder: '/nowhere'
    })
    expect(code).toBe(2)
    expect(errors.lines[0]).toBe(`There is no command "${HARMLESS}".`)
    expect(output.text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
    expect(JSON.parse(output.text)).toEqual({
      error: { code: 'invalid-input', message: `There is no command "${STEERING}".` }
    })
  })
})
