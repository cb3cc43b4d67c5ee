import type { Page } from '@playwright/test'
import { LINK_IDS, LINKS } from '../../src/shared/links'
import { expect, test } from '../fixtures'
import { expectRefusal } from './refusals'

// a refused attempt is an error in the page's console, and here it is the point
test.use({ pageStaysQuiet: false })

/** Lets the page try something for its effect; how it fails is not of interest. */
async function attempt(page: Page, action: () => unknown): Promise<void> {
  await page.evaluate(action).catch(() => undefined)
}

test('the page goes nowhere', async ({ program }) => {
  const { page } = program
  const before = page.url()
  await attempt(page, () => location.assign('https://example.com/'))
  await expectRefusal(program, 'navigation')
  await attempt(page, () => location.assign('file:///etc/passwd'))
  await attempt(page, () => location.assign('data:text/html,elsewhere'))
  await attempt(page, () => location.assign('downhill://other/index.html'))
  await page.waitForTimeout(300)
  expect(page.url()).toBe(before)
})

test('no window opens', async ({ program }) => {
  const { page, electron } = program
  expect(await page.evaluate(() => window.open('https://example.com/'))).toBeNull()
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
})

test('no webview and no frame comes in', async ({ program }) => {
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

test('every permission is denied', async ({ program }) => {
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

test('no download begins', async ({ program }) => {
  await attempt(program.page, () => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob(['text']))
    link.download = 'text.txt'
    link.click()
  })
  await expectRefusal(program, 'download of blob:downhill://app/')
})

test('links open outside, and only those of the list', async ({ program }) => {
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
