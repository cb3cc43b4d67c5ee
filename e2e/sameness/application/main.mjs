/** An application that is nothing but Electron: one page, without Downhill's content policy. */
import { join } from 'node:path'
import { app, BrowserWindow } from 'electron'

// not awaited: Electron becomes ready only when this file has run
app.whenReady().then(async () => {
  const window = new BrowserWindow({ show: false })
  await window.loadFile(join(import.meta.dirname, 'page.html'))
})
