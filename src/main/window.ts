import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import type { Log } from './log'
import { PLACES } from './places'
import { PAGE } from './scheme'
import { keepWindowPlace, readWindowPlace, SMALLEST, within, type Bounds } from './window-place'

/** The page's background (styles/tokens.css), so that nothing flashes before the page is drawn. */
const BACKGROUND = { light: '#f4f6f4', dark: '#101413' }

/** A page that crashes again within this time is not loaded once more. */
const RELOAD_PAUSE_MILLISECONDS = 10_000

/** Opens the window where it was last, and shows it once there is something to see. */
export function openWindow(preload: string, log: Log): BrowserWindow {
  const place = readWindowPlace(app.getPath('userData'))
  const window = new BrowserWindow({
    title: app.getName(),
    ...(place ? onDisplay(place) : { width: 1280, height: 800 }),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    autoHideMenuBar: true,
    icon: PLACES.icon,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged
    }
  })
  window.once('ready-to-show', () => {
    if (place?.maximized) window.maximize()
    window.show()
  })
  window.on('close', () => {
    const maximized = window.isMaximized()
    keepWindowPlace(app.getPath('userData'), { ...window.getNormalBounds(), maximized })
  })
  // as the page is, whatever the system is: what shows at its edges while the window grows
  window.webContents.on('did-change-theme-color', (_event, colour) => {
    if (colour !== null) window.setBackgroundColor(colour)
  })
  bringBackAfterCrash(window, log)
  bringBackFromLostDisplay(window)
  window.loadURL(PAGE).catch((error: unknown) => log.error('window', error))
  return window
}

/** Puts the window in front, also from the task bar. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

/** On the display where most of it is, or, where that is gone, on the nearest. */
function onDisplay({ x, y, width, height }: Bounds): Bounds {
  const bounds = { x, y, width, height }
  return within(screen.getDisplayMatching(bounds).workArea, bounds)
}

/** Not every system moves a window whose display was unplugged; nobody could reach it there. */
function bringBackFromLostDisplay(window: BrowserWindow): void {
  const bringBack = (): void => {
    const bounds = window.getBounds()
    const { x, y } = onDisplay(bounds)
    if (x !== bounds.x || y !== bounds.y) window.setPosition(x, y)
  }
  screen.on('display-removed', bringBack)
  window.once('closed', () => screen.off('display-removed', bringBack))
}

/** Training goes on without the page; a crashed page is loaded again rather than left blank. */
function bringBackAfterCrash(window: BrowserWindow, log: Log): void {
  let lastCrash = -Infinity
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return
    log.write('window', `the page's process ended: ${details.reason} (${details.exitCode})`)
    const now = performance.now()
    if (now - lastCrash > RELOAD_PAUSE_MILLISECONDS) window.webContents.reload()
    lastCrash = now
  })
}
