import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import type { Log } from './log'
import { PLACES } from './places'
import { PAGE } from './scheme'

/** The page's background (styles/tokens.css), so that nothing flashes before the page is drawn. */
const BACKGROUND = { light: '#f4f6f4', dark: '#101413' }

/** A page that crashes again within this time is not loaded once more. */
const RELOAD_PAUSE_MILLISECONDS = 10_000

/** Opens the window and shows it once there is something to see. */
export function openWindow(preload: string, log: Log): BrowserWindow {
  const window = new BrowserWindow({
    title: app.getName(),
    width: 1280,
    height: 800,
    minWidth: 960,
    minHeight: 640,
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
  window.once('ready-to-show', () => window.show())
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

/** Not every system moves a window whose display was unplugged; nobody could reach it there. */
function bringBackFromLostDisplay(window: BrowserWindow): void {
  const bringBack = (): void => {
    const bounds = window.getBounds()
    const { workArea } = screen.getDisplayMatching(bounds)
    const right = workArea.x + workArea.width - bounds.width
    const bottom = workArea.y + workArea.height - bounds.height
    // its left upper corner, with the buttons of some systems, goes before the other one
    const x = Math.max(workArea.x, Math.min(bounds.x, right))
    const y = Math.max(workArea.y, Math.min(bounds.y, bottom))
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
