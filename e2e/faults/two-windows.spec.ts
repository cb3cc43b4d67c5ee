import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from '../fixtures'
import { launchOptions } from '../program'
import { row, times, tried } from '../trials'

test(
  'a second start brings the first window back and ends, however many there are at once',
  {
    ...row('two windows')
  },
  async ({ program }, info) => {
    const executable = await program.electron.evaluate(() => process.execPath)
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    const startAgain = async (): Promise<number | null> => {
      const second = spawn(executable, ['.', ...sandbox], {
        ...launchOptions(program.dataFolder),
        stdio: 'ignore'
      })
      const [exitCode] = (await once(second, 'exit')) as [number | null]
      return exitCode
    }
    const windows = (): Promise<boolean[]> =>
      program.electron.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((window) => window.isVisible())
      )

    const rounds = times(1, 5)
    for (let round = 0; round < rounds; round++) {
      await program.electron.evaluate(({ BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows()
        window.hide()
      })
      expect(await Promise.all([startAgain(), startAgain()])).toEqual([0, 0])
      await expect.poll(windows).toEqual([true])
    }
    tried(info, `${2 * rounds} further starts, two at once; one window, brought back each time`)
  }
)
