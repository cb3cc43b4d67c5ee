import { app, Menu, type MenuItemConstructorOptions } from 'electron'

/**
 * The keys that every program has (copy, paste, zoom, full screen, quit). The bar itself stays hidden where the system
 * allows it: what Downhill does is on its page.
 */
export function installMenu(): void {
  const onMac = process.platform === 'darwin'
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    // the plus of most keyboards needs Shift; people press the key without it
    { role: 'zoomIn', accelerator: 'CommandOrControl+=', visible: false },
    { role: 'zoomOut' },
    separator,
    { role: 'togglefullscreen' }
  ]
  if (!app.isPackaged) view.push(separator, { role: 'toggleDevTools' })

  const template: MenuItemConstructorOptions[] = [
    onMac ? { role: 'appMenu' } : { role: 'fileMenu', submenu: [{ role: 'quit' }] },
    {
      role: 'editMenu',
      submenu: [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }]
    },
    { role: 'viewMenu', submenu: view }
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
