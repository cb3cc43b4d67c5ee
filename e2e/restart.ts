import { once } from 'node:events'
import { expect } from './fixtures'
import type { Program } from './program'

/** Does something that starts the program anew, and comes back when it has. */
export async function throughRestart(program: Program, act: () => Promise<unknown>): Promise<void> {
  // a program that Playwright did not start cannot be steered: it is told, and the test starts it
  await program.electron.evaluate(({ app }) => {
    app.relaunch = () => console.log('starts anew')
  })
  const child = program.electron.process()
  let said = ''
  child.stdout?.on('data', (text: Buffer) => (said += text.toString()))
  const ended = once(child, 'exit')
  await act()
  await ended
  expect(said).toContain('starts anew')
  await program.relaunch()
}
