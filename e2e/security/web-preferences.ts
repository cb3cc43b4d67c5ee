import type { ElectronApplication } from '@playwright/test'

/** What a window was made with. Electron knows, though its types do not tell. */
interface Inspectable {
  getLastWebPreferences(): Record<string, unknown>
}

export function webPreferences(electron: ElectronApplication): Promise<Record<string, unknown>> {
  return electron.evaluate(({ BrowserWindow }) => {
    const [{ webContents }] = BrowserWindow.getAllWindows()
    return (webContents as typeof webContents & Inspectable).getLastWebPreferences()
  })
}
