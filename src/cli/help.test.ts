import { describe, expect, it } from 'vitest'
import { runConfigSchema } from '../shared/run-config'
import { parseArguments } from './arguments'
import { COMMANDS, type CommandName } from './commands'
import { helpText } from './help'
import { SETTING_OPTIONS } from './setting-options'

const names = Object.keys(COMMANDS) as CommandName[]

describe('the help', () => {
  it('names every command, and every exit code', () => {
    const text = helpText(null)
    for (const name of names) expect(text).toMatch(new RegExp(`^ {2}${name} +\\w`, 'm'))
    for (const code of [0, 1, 2, 130]) expect(text).toMatch(new RegExp(`^ {2}${code} +\\w`, 'm'))
  })

  it.each(names)('of %s explains its options and gives an example that is understood', (name) => {
    const text = helpText(name)
    const { options, example } = COMMANDS[name]
    for (const { option } of options) expect(text).toContain(`  --${option}`)
    expect(text).toContain(`npm run downhill -- ${example}`)
    expect(parseArguments(example.split(' '))).toMatchObject({ command: { name } })
  })

  it('of train has every setting, in lines that fit a terminal', () => {
    expect(SETTING_OPTIONS.map(({ field }) => field).toSorted()).toEqual(
      Object.keys(runConfigSchema.shape).toSorted()
    )
    for (const topic of [null, ...names]) {
      for (const line of helpText(topic).split('\n')) expect(line.length).toBeLessThanOrEqual(120)
    }
  })
})
