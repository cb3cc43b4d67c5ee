import { EXIT_CODES } from './exit-codes'
import { COMMANDS, commandDescription, type CommandName } from './commands'
import { SETTING_OPTIONS } from './setting-options'

const PROGRAM = 'npm run downhill --'

const COMMON = [
  ['--library FOLDER', 'the folder that keeps the runs, instead of the one that the window uses'],
  ['--json', 'one JSON document instead of words (npm run --silent keeps npm quiet, too)'],
  ['--help', 'explains the command']
]

/** How the program is used, or one of its commands. */
export function helpText(topic: CommandName | null): string {
  return topic === null ? overview() : helpOn(topic)
}

function overview(): string {
  const names = Object.keys(COMMANDS) as CommandName[]
  return [
    'Downhill in the terminal: trains networks and stores the runs, as the window does.',
    '',
    `  ${PROGRAM} COMMAND [options]`,
    '',
    ...columns(names.map((name) => [name, commandDescription(name).summary])),
    ...columns([['help COMMAND', 'explains a command and its options']]),
    '',
    `For example: ${PROGRAM} ${COMMANDS.train.example}`,
    '',
    'With every command:',
    ...columns(COMMON),
    '',
    'Exit codes:',
    ...columns(EXIT_CODES.map(({ code, meaning }) => [String(code), meaning])),
    '',
    'The window and the terminal share one library of runs and may be used at the same time.'
  ].join('\n')
}

function helpOn(name: CommandName): string {
  const { usage, lesson, example, options, settings } = commandDescription(name)
  const own = options.map(({ option, placeholder, help }) => [named(option, placeholder), help])
  const settingRows = settings
    ? SETTING_OPTIONS.map(({ option, placeholder, help }) => [named(option, placeholder), help])
    : []
  return [
    `${PROGRAM} ${name} ${usage}`.trimEnd(),
    '',
    lesson,
    '',
    `For example: ${PROGRAM} ${example}`,
    '',
    'Options:',
    ...columns([...own, ...COMMON]),
    ...(settings ? ['', 'Settings:', ...columns(settingRows)] : [])
  ].join('\n')
}

function named(option: string, placeholder: string | undefined): string {
  return placeholder === undefined ? `--${option}` : `--${option} ${placeholder}`
}

/** The widest left part that still has its explanation beside it. */
const LEFT_WIDTH = 24

/** Two columns; the explanation of a long left part stands below it. */
function columns(rows: readonly (readonly string[])[]): string[] {
  return rows.flatMap(([left, right]) =>
    left.length <= LEFT_WIDTH
      ? [`  ${left.padEnd(LEFT_WIDTH)}  ${right}`]
      : [`  ${left}`, `  ${''.padEnd(LEFT_WIDTH)}  ${right}`]
  )
}
