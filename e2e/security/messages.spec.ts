import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PIECE_CHANNEL, REQUEST_NAMES } from '../../src/shared/contract-names'
import { expect, test } from '../one-window'
import { CHECKOUT } from '../program'
import { row } from '../trials'
import { expectRefusal } from './refusals'

// a refused attempt is an error in the page's console, and here it is the point
test.use({ pageStaysQuiet: false })

test(
  'Messages of another window are refused, though it shows our page',
  row('21-22'),
  async ({ program }) => {
    const preload = join(CHECKOUT, 'out/preload/index.cjs')
    const answer = await program.electron.evaluate(async ({ BrowserWindow }, script) => {
      const webPreferences = { preload: script, sandbox: true }
      const other = new BrowserWindow({ show: false, webPreferences })
      await other.loadURL('downhill://app/index.html')
      const asked: unknown = await other.webContents.executeJavaScript(
        "Promise.all([window.downhill.request('runs.list', undefined), window.downhill.importDropped([])])"
      )
      other.destroy()
      return asked
    }, preload)
    const refusal = { ok: false, error: { code: 'invalid-input' } }
    expect(answer).toMatchObject([refusal, refusal])
    await expectRefusal(program, 'runs.list from downhill://app/index.html')
    await expectRefusal(program, 'files.importPaths from downhill://app/index.html')
  }
)

test(
  'Messages for pieces of answers are refused too, and not to be had by our page',
  row('21-22'),
  async ({ program }) => {
    const asked = { id: 1, from: 0 }
    const script = join(program.dataFolder, 'foreign-preload.cjs')
    writeFileSync(
      script,
      `const { contextBridge, ipcRenderer } = require('electron')
    contextBridge.exposeInMainWorld('invoke', (...input) => ipcRenderer.invoke(...input))`
    )
    const answer = await program.electron.evaluate(
      async ({ BrowserWindow }, [preload, channel, input]) => {
        const other = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
        await other.loadURL('downhill://app/index.html')
        const call = `window.invoke(${JSON.stringify(channel)}, ${JSON.stringify(input)})`
        const answered: unknown = await other.webContents.executeJavaScript(call)
        other.destroy()
        return answered
      },
      [script, PIECE_CHANNEL, asked] as const
    )
    expect(answer).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
    await expectRefusal(program, `${PIECE_CHANNEL} from downhill://app/index.html`)

    const own = program.page.evaluate(
      ([channel, input]) => window.downhill.request(channel as 'runs.list', input as never),
      [PIECE_CHANNEL, asked] as const
    )
    await expect(own).rejects.toThrow(`Downhill has no "${PIECE_CHANNEL}"`)
  }
)

test(
  'Messages of a wrong shape are refused on every channel, and do no harm',
  row('21-22'),
  async ({ program }) => {
    const before = await program.runs()
    const outcomes = await program.page.evaluate(async (names) => {
      const long = 'x'.repeat(1_000_000)
      const deep = JSON.parse('['.repeat(500) + ']'.repeat(500)) as unknown
      const polluting = JSON.parse('{"__proto__": {"runId": 1}, "runId": "1"}') as unknown
      const shapes: unknown[] = [
        null,
        true,
        NaN,
        -1,
        long,
        [],
        deep,
        {},
        polluting,
        { runId: -1 },
        { runId: 1.5 },
        { runId: Infinity },
        { runId: '1' },
        { runIds: [] },
        { runIds: Array(2000).fill(1) },
        { runIds: ['1'] },
        { runId: 1, pace: NaN },
        { runId: 1, name: '' },
        { runId: 1, name: long },
        { runId: 1, extra: true },
        { runId: 1, checkpointId: '../../1' },
        { dataset: 7 },
        { dataset: 'mnist', index: -1 },
        { link: 'https://example.com/' },
        { config: { dataset: 'mnist' }, pace: null },
        { image: new Uint8Array(783), sources: [{ runId: 1, checkpoint: 'last' }] },
        { image: Array(784).fill(0), sources: [{ runId: 1, checkpoint: 'last' }] },
        { image: new Uint8Array(784), sources: [] },
        { image: new Uint8Array(784), sources: [{ runId: 1, checkpoint: 'first' }] },
        new Date(),
        new Map([['runId', 1]]),
        new Uint8Array(10)
      ]
      const unexpected: string[] = []
      for (const name of names) {
        for (const [index, shape] of shapes.entries()) {
          const answer = await window.downhill.request(name, shape as never)
          if (answer.ok || answer.error.code !== 'invalid-input') {
            unexpected.push(`${name} took shape ${index}: ${JSON.stringify(answer)}`)
          }
        }
      }
      return unexpected
    }, REQUEST_NAMES)
    expect(outcomes).toEqual([])
    expect(await program.runs()).toEqual(before)
  }
)
