import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { buildIfChanged } from './build.mjs'
import { hasDisplay } from './setup/display.mjs'
import { ensureNodeModules } from './setup/node-modules.mjs'
import { setUp } from './setup.mjs'
import { out } from './support/paths.mjs'
import { runInForeground } from './support/processes.mjs'
import { ExpectedFailure, runIfProgram, say } from './support/program.mjs'

const LESSON = ['train', '--preset', 'lesson-96']

/**
 * What the command line is asked to do: the lesson by default; with options only, the lesson with these options;
 * else what the words say.
 */
export function terminalArguments(args) {
  return args.length === 0 || args[0].startsWith('-') ? [...LESSON, ...args] : args
}

/** Sets up and builds at the same time: the one waits for the network, the other for the processor. */
async function prepare(needs) {
  await ensureNodeModules()
  const [electron] = await Promise.all([setUp(needs), buildIfChanged()])
  return electron
}

async function startInTerminal(args) {
  say(
    'There is no display here (DISPLAY and WAYLAND_DISPLAY are not set): Downhill works in the terminal, without a window.'
  )
  await prepare({ databaseInNode: true })
  return runInForeground(process.execPath, [
    join(out, 'main', 'cli.js'),
    ...terminalArguments(args)
  ])
}

/** The options that Electron itself needs on this machine. */
export function electronOptions({ platform, isRoot, environment }) {
  if (platform !== 'linux') return []
  const options = []
  // Chromium refuses to run its sandbox as root
  if (isRoot) options.push('--no-sandbox')
  // older Electrons do not look for Wayland by themselves
  if (!environment.DISPLAY) options.push('--ozone-platform=wayland')
  return options
}

async function startWindow(args) {
  const { executable } = await prepare({ electron: true })
  const isRoot = process.getuid?.() === 0
  if (process.platform === 'linux' && !isRoot) requireSandbox(executable)
  const env = { ...process.env }
  // some editors' terminals set it, and Electron would start as plain Node
  delete env.ELECTRON_RUN_AS_NODE
  const options = electronOptions({ platform: process.platform, isRoot, environment: env })
  return runInForeground(executable, [...options, '.', ...args], { env })
}

/** Kernel settings under which an ordinary user's program can build no sandbox by itself. */
const FORBIDDING = {
  '/proc/sys/kernel/apparmor_restrict_unprivileged_userns': '1',
  '/proc/sys/kernel/unprivileged_userns_clone': '0',
  '/proc/sys/user/max_user_namespaces': '0'
}

/** Chromium only says that it crashed; here is what to do. The sandbox is never left out. */
function requireSandbox(executable) {
  const isForbidden = Object.entries(FORBIDDING).some(
    ([file, value]) => existsSync(file) && readFileSync(file, 'utf8').trim() === value
  )
  if (!isForbidden) return
  const helper = join(dirname(realpathSync(executable)), 'chrome-sandbox')
  const { uid, mode } = statSync(helper)
  if (uid === 0 && (mode & 0o4755) === 0o4755) return
  throw new ExpectedFailure(
    `This system lets only root build the sandbox in which the window runs: run once ` +
      `sudo sh -c "chown root:root '${helper}' && chmod 4755 '${helper}'" and start again.`
  )
}

runIfProgram(import.meta.url, (args) => (hasDisplay() ? startWindow(args) : startInTerminal(args)))
