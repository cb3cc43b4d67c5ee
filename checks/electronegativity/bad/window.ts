// every mistake that the reader must see: an example that is never run
import { app, BrowserWindow, shell } from 'electron'

app.commandLine.appendSwitch('no-sandbox')
app.on('certificate-error', (event, _contents, _url, _error, _certificate, decide) => {
  event.preventDefault()
  decide(true)
})

export function openAnything(address: string): void {
  const window = new BrowserWindow({
    webPreferences: {
      sandbox: false,
      contextIsolation: false,
      nodeIntegration: true,
      webSecurity: false,
      allowRunningInsecureContent: true,
      experimentalFeatures: true,
      enableBlinkFeatures: 'Everything'
    }
  })
  void window.loadURL('http://example.com/')
  void shell.openExternal(address)
  void window.webContents.executeJavaScript(address)
}
