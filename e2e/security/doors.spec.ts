import { LINK_IDS, LINKS } from '../../src/shared/links'
import { expect, test } from '../one-window'
import { row, tried } from '../trials'
import { attempt, expectRefusal } from './refusals'

// a refused attempt is an error in the page's console, and here it is the point
test.use({ pageStaysQuiet: false })

test('No window opens', row('14-18'), async ({ program }, info) => {
  const { page, electron } = program
  const addresses = ['https://example.com/', 'about:blank', '', 'downhill://app/index.html']
  for (const address of [...addresses, 'data:text/html,x', 'javascript:1', 'blob:']) {
    const open = (to: string): boolean => {
      const blob = new Blob(['x'], { type: 'text/html' })
      return window.open(to === 'blob:' ? URL.createObjectURL(blob) : to) === null
    }
    expect(await page.evaluate(open, address), address).toBe(true)
  }
  await attempt(page, () => {
    const link = document.createElement('a')
    link.href = 'https://example.com/middle'
    link.textContent = 'middle'
    document.body.append(link)
  })
  await page.getByText('middle', { exact: true }).click({ button: 'middle' })
  await expectRefusal(program, 'window for https://example.com/middle')
  await attempt(page, () => {
    const link = document.createElement('a')
    link.href = 'https://example.com/'
    link.target = '_blank'
    document.body.append(link)
    link.click()
  })
  await expectRefusal(program, 'window for https://example.com/')
  expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(
    1
  )
  tried(info, '9 ways, a middle click among them')
})

test('No webview and no frame comes in', row('14-18'), async ({ program }) => {
  const { page, electron } = program
  await attempt(page, () => {
    const view = document.createElement('webview')
    view.setAttribute('src', 'https://example.com/')
    const frame = document.createElement('iframe')
    frame.src = 'downhill://app/index.html'
    document.body.append(view, frame)
  })
  await page.waitForTimeout(300)
  const contents = await electron.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((one) => one.getType())
  )
  expect(contents).toEqual(['window'])
  const inner = page.frames().filter((frame) => frame !== page.mainFrame())
  for (const frame of inner) expect(await frame.content()).not.toContain('id="app"')
})

test('Every permission is denied', row('14-18'), async ({ program }) => {
  const denied = await program.page.evaluate(async () => {
    const position = await new Promise((resolve) =>
      navigator.geolocation.getCurrentPosition(
        () => resolve('allowed'),
        (error) => resolve(error.code === error.PERMISSION_DENIED ? 'denied' : error.message)
      )
    )
    const refused = (promise: Promise<unknown>): Promise<string> =>
      promise.then(
        () => 'allowed',
        (error: DOMException) => error.name
      )
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read']
    const states = await Promise.all(
      names.map((name) => navigator.permissions.query({ name: name as PermissionName }))
    )
    return {
      position,
      microphone: await refused(navigator.mediaDevices.getUserMedia({ audio: true })),
      screen: await refused(navigator.mediaDevices.getDisplayMedia()),
      clipboard: await refused(navigator.clipboard.readText()),
      notification: await Notification.requestPermission(),
      states: states.map(({ state }) => state)
    }
  })
  expect(denied).toMatchObject({
    position: 'denied',
    microphone: expect.not.stringMatching('allowed'),
    screen: expect.not.stringMatching('allowed'),
    clipboard: 'NotAllowedError',
    notification: 'denied',
    states: Array(5).fill('denied')
  })
})

test('Of devices that Chromium finds, none is chosen', row('14-18'), async ({ program }, info) => {
  // as Electron asks where a page looks for Bluetooth; this computer may have none
  const answered = await program.electron.evaluate(({ BrowserWindow }) => {
    const [{ webContents }] = BrowserWindow.getAllWindows()
    const answers: string[] = []
    const event = { preventDefault: () => void answers.push('prevented') }
    const choose = (id: string): void => void answers.push(`chosen "${id}"`)
    webContents.emit('select-bluetooth-device', event, [{ deviceId: 'first' }], choose)
    return answers
  })
  expect(answered).toEqual(['prevented', 'chosen ""'])
  await expectRefusal(program, 'bluetooth')
  tried(info, 'asked as Electron asks; no real device')
})

test('No download begins', row('14-18'), async ({ program }) => {
  await attempt(program.page, () => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob(['text']))
    link.download = 'text.txt'
    link.click()
  })
  await expectRefusal(program, 'download of blob:downhill://app/')
})

test('Links open outside, and only those of the list', row('19'), async ({ program }) => {
  const { page, electron } = program
  const opened = await electron.evaluateHandle(({ shell }) => {
    const addresses: string[] = []
    shell.openExternal = async (address) => void addresses.push(address)
    return addresses
  })
  for (const link of LINK_IDS) await program.request('app.openLink', { link })
  const refused = await page.evaluate(() =>
    Promise.all(
      ['https://example.com/', 'file:///etc/passwd', '__proto__', ''].map((link) =>
        window.downhill.request('app.openLink', { link: link as 'video' })
      )
    )
  )
  for (const answer of refused) {
    expect(answer).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
  }
  expect(await opened.jsonValue()).toEqual(LINK_IDS.map((link) => LINKS[link]))
})
