import { existsSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { markedVersion } from '../scripts/packaging/marks.mjs'
import { appFolder, dist, iconFolder } from '../scripts/packaging/places.mjs'
import { distFolder, installedElectron } from '../scripts/setup/official-electron.mjs'
import { out, root } from '../scripts/support/paths.mjs'

const electron = installedElectron()
const named = (ending) => `downhill-${markedVersion()}-${ending}.\${ext}`

/** The Electron that is in place; a Mac's packages hold those of both kinds of processor, which are fetched. */
const ready = process.platform === 'darwin' ? {} : { electronDist: realpathSync(distFolder) }

/** The substitute Electron brings along a loader, which would not be started but has no business here. */
function leaveOutLoader({ appOutDir }) {
  for (const name of ['resources/app', 'resources/default_app.asar', 'version']) {
    rmSync(join(appOutDir, name), { recursive: true, force: true })
  }
}

const icon = (name) => (existsSync(join(iconFolder, name)) ? { icon: join(iconFolder, name) } : {})

/** Beside the program these are by themselves; of a Mac's Electron only the .app is taken. */
const notices =
  process.platform === 'darwin'
    ? [{ from: join(distFolder, 'LICENSES.chromium.html'), to: 'LICENSES.chromium.html' }]
    : []

/** Beside the program; on a Mac within its resources, since nothing else may lie in a bundle that is signed. */
const licences = [
  { from: join(root, 'LICENSE'), to: 'LICENSE.txt' },
  { from: join(out, 'licences', 'LICENCES.txt'), to: 'LICENCES.txt' }
]

export default {
  appId: 'org.downhill.Downhill',
  productName: 'Downhill',
  copyright: readFileSync(join(root, 'LICENSE'), 'utf8').match(/^Copyright .*$/m)[0],
  directories: { app: appFolder, output: dist, buildResources: iconFolder },
  electronVersion: electron.version,
  ...ready,
  afterExtract: leaveOutLoader,
  // What is laid out is all there is: by this answer no dependency is looked up, compiled or fetched. `npmRebuild`
  // must stay on, or nobody asks.
  beforeBuild: async () => false,
  files: [
    { from: appFolder, filter: ['package.json', 'out/**'] },
    { from: join(appFolder, 'node_modules'), to: 'node_modules' }
  ],
  asar: { smartUnpack: false },
  asarUnpack: ['**/*.node'],
  extraResources: [
    { from: join(out, 'resources'), to: '.' },
    { from: join(iconFolder, 'icon.png'), to: 'icon.png' },
    ...notices
  ],
  // the window speaks English alone
  electronLanguages: ['en-US'],
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    // checked by Electron on Windows and macOS; on Linux the archive is as safe as the folder it lies in
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
    resetAdHocDarwinSignature: true
  },
  fileAssociations: [
    {
      ext: 'downhill',
      name: 'Downhill runs',
      description: 'Runs of Downhill with their weights',
      mimeType: 'application/x-downhill',
      role: 'Editor',
      ...icon('document')
    }
  ],
  publish: null,
  toolsets: { appimage: '1.0.3' },
  linux: {
    extraFiles: licences,
    target: ['dir'],
    executableName: 'downhill',
    icon: join(iconFolder, 'icons'),
    category: 'Education',
    synopsis: 'Learn gradient descent by doing it',
    artifactName: named('linux-${arch}')
  },
  win: {
    extraFiles: licences,
    target: ['nsis', 'msi', 'zip'],
    ...icon('icon.ico'),
    artifactName: named('windows-${arch}')
  },
  nsis: {
    oneClick: true,
    perMachine: false,
    // a person's runs outlive the program
    deleteAppDataOnUninstall: false,
    artifactName: named('windows-${arch}-setup')
  },
  msi: { oneClick: false, perMachine: true, runAfterFinish: false },
  mac: {
    extraResources: licences,
    target: [
      { target: 'dmg', arch: ['universal'] },
      { target: 'zip', arch: ['universal'] }
    ],
    ...icon('icon.icns'),
    category: 'public.app-category.education',
    // each processor's addon is in both halves: they are joined as they are
    x64ArchFiles: '**/prebuilds/darwin-*.node',
    artifactName: named('mac-${arch}')
  }
}
