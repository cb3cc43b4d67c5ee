/** With what the program ends, for scripts. */
export const EXIT = { well: 0, wrong: 1, usage: 2, interrupted: 130 } as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

export const EXIT_CODES: readonly { code: ExitCode; meaning: string }[] = [
  { code: EXIT.well, meaning: 'all went well' },
  {
    code: EXIT.wrong,
    meaning: 'something went wrong: a run diverged or died, a repeated run differs'
  },
  { code: EXIT.usage, meaning: 'the command was not understood' },
  { code: EXIT.interrupted, meaning: 'stopped by Ctrl-C; what was trained is kept' }
]
