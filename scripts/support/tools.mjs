import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { nodeModules } from './paths.mjs'

export function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** What the package.json of an installed package says. */
export function installedPackage(name) {
  return readJson(join(nodeModules, name, 'package.json'))
}

/**
 * The JavaScript file behind an installed package's command. Started with Node itself it needs no shell, and so
 * works alike on every system.
 */
export function toolFile(packageName, commandName = packageName) {
  const { bin } = installedPackage(packageName)
  return join(nodeModules, packageName, typeof bin === 'string' ? bin : bin[commandName])
}

/**
 * How to start npm: the very npm that started this script, where there is one.
 * @returns {{ command: string, args: string[], options: object }}
 */
export function npmCommand(args, environment = process.env, platform = process.platform) {
  const script = environment.npm_execpath
  if (script && basename(script) === 'npm-cli.js') {
    return { command: process.execPath, args: [script, ...args], options: {} }
  }
  // npm is a .cmd file on Windows, which only a shell can start
  return { command: 'npm', args, options: { shell: platform === 'win32' } }
}
