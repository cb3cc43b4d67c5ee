import { join } from 'node:path'
import { app, type WebContents } from 'electron'
import { dataFolder } from '../store/data-folder'
import { installFailureHandlers } from './failures'
import { createHandlers } from './handlers'
import { sendEvent, serveRequests } from './ipc'
import { openLog } from './log'
import { installMenu } from './menu'
import { openOnDemand } from './on-demand'
import { PLACES } from './places'
import { quitCleanly } from './quitting'
import { declareScheme, servePage } from './scheme'
import { lockDown } from './security'
import { openServices } from './services'
import { silenceChromium } from './switches'
import { focusWindow, openWindow } from './window'
import { windowFolder } from './window-folder'

const folder = dataFolder()
const log = openLog(join(folder, 'log'))

const fail = installFailureHandlers(log)
app.setPath('userData', windowFolder(folder))
silenceChromium()
declareScheme()

// two programs on one folder: the first has the runs, and its window is what the second start means
if (app.requestSingleInstanceLock()) app.whenReady().then(main).catch(fail)
else app.exit(0)

function main(): void {
  lockDown(log)
  servePage(PLACES.page)
  installMenu()

  const window = openWindow(PLACES.preload, log)
  const page = (): WebContents | undefined =>
    window.isDestroyed() ? undefined : window.webContents
  const services = openOnDemand(() =>
    openServices(folder, log, (name, payload) => sendEvent(page(), name, payload))
  )

  // the store opens while the page loads
  services.get().catch((error: unknown) => log.error('store', error))

  serveRequests(createHandlers(services.get, folder), page, log)
  app.on('second-instance', () => {
    if (!window.isDestroyed()) focusWindow(window)
  })
  quitCleanly(async () => (await services.current())?.close(), log)
}
