import { join } from 'node:path'
import { app, type WebContents } from 'electron'
import { databaseFile, findLibrary, findLibraryOf, requireLibrary } from '../store/data-folder'
import { folderOfProgram } from '../store/portable'
import { sweepRestoring } from '../store/restoring-steps'
import { createBackups } from './backups'
import { createCourierProcess } from './courier'
import { installFailureHandlers } from './failures'
import { createFileDialogs } from './file-dialogs'
import { collectOpenedFiles, createIntake, filesOfThisStart, takeInOpened } from './file-intake'
import { withoutBundles } from './file-names'
import { createHandlers } from './handlers'
import { handOver } from './handover'
import { sendEvent, serveDrops, serveRequests, whenPageIsGone } from './ipc'
import { finishMove } from './library-move'
import { openLog } from './log'
import { createIntakeProcess } from './intake-process'
import { installMenu } from './menu'
import { openOnDemand } from './on-demand'
import { PLACES } from './places'
import { quitCleanly } from './quitting'
import { declareScheme, servePage } from './scheme'
import { lockDown } from './security'
import { openServices, type Services } from './services'
import { spawnProcess } from './spawner'
import { silenceChromium } from './switches'
import { focusWindow, openWindow } from './window'
import { windowFolder } from './window-folder'

// a checkout is not made portable: its electron lies in a cache that other checkouts share
const place = app.isPackaged
  ? findLibraryOf(
      folderOfProgram({
        executable: process.execPath,
        platform: process.platform,
        env: process.env
      })
    )
  : findLibrary()
const log = openLog(join(place.home, 'log'))

const fail = installFailureHandlers(log)
app.setPath('userData', windowFolder(place.home))
silenceChromium()
declareScheme()

const opened = collectOpenedFiles()
// two programs on one folder: the first has the runs, and its window is what the second start means
if (app.requestSingleInstanceLock(handOver(filesOfThisStart())))
  app.whenReady().then(main).catch(fail)
else app.exit(0)

function main(): void {
  lockDown(log)
  servePage(PLACES.page)
  installMenu()

  const window = openWindow(PLACES.preload, log)
  const page = (): WebContents | undefined =>
    window.isDestroyed() ? undefined : window.webContents
  const services = openOnDemand(async () => {
    requireLibrary(place)
    await finishMove(place, log)
    sweepRestoring(databaseFile(place.folder))
    return openServices(place.folder, log, (name, payload) => sendEvent(page(), name, payload))
  })

  // the store opens while the page loads
  services.get().catch((error: unknown) => log.error('store', error))

  const courier = createCourierProcess({
    spawnCourier: () => spawnProcess(PLACES.courier, 'Downhill courier', log),
    library: databaseFile(place.folder),
    onProgress: (news) => sendEvent(page(), 'files.progress', news)
  })
  const intake = createIntakeProcess({
    spawnCourier: () => spawnProcess(PLACES.courier, 'Downhill intake', log),
    libraryFolder: place.folder,
    onProgress: (news) => sendEvent(page(), 'intake.progress', news)
  })
  const backups = createBackups({
    spawnCourier: () => spawnProcess(PLACES.courier, 'Downhill backup', log),
    library: databaseFile(place.folder),
    home: place.home,
    isOpen: () => isWritable(services.current()),
    isBusy: async () => ((await services.current())?.supervisor.live().length ?? 0) > 0,
    onChange: (made) => sendEvent(page(), 'backups.changed', { made }),
    log
  })
  const takeIn = createIntake(services.get, courier)
  const dialogs = createFileDialogs(window)
  const files = { dialogs, courier, takeIn, window, services: services.get }
  let ended: Promise<void> | undefined
  const letGo = (): Promise<void> => (ended ??= end())
  async function end(): Promise<void> {
    intake.cancel()
    await Promise.all([courier.close(), backups.rest()])
    const opened = await services.current()?.catch(() => undefined)
    await opened?.close()
  }
  const library = { place, window, log, letGo, restart }

  serveRequests(
    createHandlers(services.get, { files, library, intake: { dialogs, intake }, backups }),
    page,
    log
  )
  serveDrops(takeIn, page, log)
  whenPageIsGone(page, () => {
    intake.cancel()
    services.current()?.then(
      (opened) => opened.forgetPage(),
      () => undefined
    )
  })
  app.on('second-instance', () => {
    if (!window.isDestroyed()) focusWindow(window)
  })
  opened.deliver((paths) => {
    takeInOpened(paths, takeIn, window.webContents, (files) =>
      sendEvent(page(), 'files.imported', { files })
    ).catch((error: unknown) => log.error('opened files', error))
  })
  quitCleanly(() => letGo().then(backups.end), log)
}

/** Open, and no copy of one that may only be read. */
async function isWritable(opening: Promise<Services> | undefined): Promise<boolean> {
  const opened = await opening?.catch(() => undefined)
  return opened !== undefined && opened.notice?.code !== 'store-read-only'
}

function restart(): void {
  // without the files of this start: after a reset they would come in again
  app.relaunch({ args: withoutBundles(process.argv.slice(1)) })
  app.quit()
}
