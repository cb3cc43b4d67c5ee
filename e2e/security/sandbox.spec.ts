import { expect, test } from '../one-window'
import { row } from '../trials'
import { webPreferences } from './web-preferences'

// a refused attempt is an error in the page's console, and here it is the point
test.use({ pageStaysQuiet: false })

test('The window has the preferences of a sandbox', row('1-4'), async ({ program }) => {
  const preferences = await webPreferences(program.electron)
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false
  })
})

test(
  'Spelling is not checked, for which a dictionary would be fetched',
  row('12-13'),
  async ({ program }) => {
    const enabled = await program.electron.evaluate(({ session }) =>
      session.defaultSession.isSpellCheckerEnabled()
    )
    expect(enabled).toBe(false)
  }
)

test('The page knows no Node', row('5'), async ({ program }) => {
  const known = await program.page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in window)
  )
  expect(known).toEqual([])
})

test(
  'The bridge has what the contract names, and nothing else',
  row('23-24'),
  async ({ program }) => {
    const found = await program.page.evaluate(async () => {
      const bridge = window.downhill
      const refusal = (call: () => unknown): Promise<string> =>
        Promise.resolve()
          .then(call)
          .then(() => 'allowed', String)
      return {
        keys: Object.keys(bridge).sort(),
        frozen: Object.isFrozen(bridge),
        // @ts-expect-error neither the type nor the bridge lets such a name pass
        request: await refusal(() => bridge.request('electron.exit', undefined)),
        // @ts-expect-error neither the type nor the bridge lets such a name pass
        event: await refusal(() => bridge.on('electron.event', () => undefined)),
        inherited: await refusal(() => bridge.on('constructor' as 'runs.changed', () => undefined))
      }
    })
    expect(found.keys).toEqual(['importDropped', 'on', 'request'])
    expect(found.frozen).toBe(true)
    for (const refusal of [found.request, found.event, found.inherited]) {
      expect(refusal).toContain('Downhill has no')
    }
  }
)

test(
  'The page gets the payload of an event alone, and can stop listening',
  row('23-24'),
  async ({ program }) => {
    const listening = await program.page.evaluateHandle(() => {
      const heard: unknown[][] = []
      return { heard, stop: window.downhill.on('runs.changed', (...all) => heard.push(all)) }
    })
    const tell = (runId: number): Promise<void> =>
      program.electron.evaluate(({ BrowserWindow }, id) => {
        BrowserWindow.getAllWindows()[0].webContents.send('runs.changed', { runIds: [id] })
      }, runId)
    const heard = (): Promise<unknown> => listening.evaluate(({ heard }) => heard)

    await tell(1)
    await expect.poll(heard).toEqual([[{ runIds: [1] }]])
    await listening.evaluate(({ stop }) => stop())
    await tell(2)
    await program.page.waitForTimeout(200)
    expect(await heard()).toEqual([[{ runIds: [1] }]])
  }
)
