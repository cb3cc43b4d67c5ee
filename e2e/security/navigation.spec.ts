import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dropFiles } from '../dialogs'
import { expect, test } from '../fixtures'
import { row, tried } from '../trials'
import { attempt, expectRefusal } from './refusals'

// a refused attempt is an error in the page's console, and here it is the point
test.use({ pageStaysQuiet: false })

test('The page goes nowhere', row('14-18'), async ({ program }, info) => {
  const { page, electron } = program
  const before = page.url()
  // dropped beside what takes files in, Chromium would go to the file
  const file = join(program.dataFolder, 'dropped.html')
  writeFileSync(file, '<title>dropped</title>')
  await page.evaluate(() => {
    for (const type of ['dragover', 'drop']) {
      window.addEventListener(type, (event) => event.stopImmediatePropagation(), true)
    }
  })
  await dropFiles(program, [file])
  await attempt(page, () => location.assign('https://example.com/'))
  await expectRefusal(program, 'navigation')
  await attempt(page, () => location.assign('file:///etc/passwd'))
  await attempt(page, () => location.assign('data:text/html,elsewhere'))
  await attempt(page, () => location.assign('downhill://other/index.html'))
  await attempt(page, () =>
    location.assign(URL.createObjectURL(new Blob(['elsewhere'], { type: 'text/html' })))
  )
  await attempt(page, () => location.assign('javascript:document.title="script"'))
  await attempt(page, () => {
    const refresh = document.createElement('meta')
    refresh.httpEquiv = 'refresh'
    refresh.content = '0;url=https://example.com/'
    document.head.append(refresh)
  })
  await attempt(page, () => {
    const form = document.createElement('form')
    form.action = 'https://example.com/'
    document.body.append(form)
    form.submit()
  })
  await page.waitForTimeout(500)
  const places = await electron.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((one) => [one.getURL(), one.getTitle()])
  )
  expect(places).toEqual([[before, expect.stringContaining('Downhill')]])
  tried(info, '9 ways out, a dropped file among them')
})

test(
  'Messages of a page that is not ours are refused, though it is in our window',
  row('21-22'),
  async ({ program }) => {
    const answer = await program.electron.evaluate(async ({ BrowserWindow }) => {
      const [ours] = BrowserWindow.getAllWindows()
      await ours.loadURL('about:blank')
      const asked: unknown = await ours.webContents.executeJavaScript(
        "window.downhill.request('runs.list', undefined)"
      )
      return asked
    })
    expect(answer).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
  }
)
