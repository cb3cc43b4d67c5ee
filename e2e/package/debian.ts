import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CHECKOUT } from '../program'
import { times } from '../trials'

/** Why nothing can be installed here, or undefined if it can. */
export function whyNotInstalled(): string | undefined {
  if (!existsSync('/etc/debian_version')) return 'packages are installed on Debian and its kin only'
  if (process.getuid?.() !== 0) return 'only root may install packages'
  if (isInstalled()) return 'Downhill is installed on this system, and the test would remove it'
  return undefined
}

/** The package of this kind, made by the command that makes those for people; large, in the short form. */
export function makePackage(kind: 'deb' | 'tar.gz', folder: string): string {
  const script = join(CHECKOUT, 'scripts', 'package.mjs')
  const quick = times(1, 0) ? ['--quick'] : []
  const words = [script, kind, ...quick, '--into', folder]
  const said = execFileSync(process.execPath, words, { encoding: 'utf8' })
  const name = readdirSync(folder).find((file) => file.endsWith(`.${kind}`))
  if (!name) throw new Error(`No package was made:\n${said}`)
  return join(folder, name)
}

/** The same package with another version: what comes after it. */
export function withVersion(deb: string, version: string, folder: string): string {
  const tree = join(folder, 'tree')
  execFileSync('dpkg-deb', ['--raw-extract', deb, tree])
  execFileSync('sed', [
    '-i',
    `s/^Version: .*/Version: ${version}/`,
    join(tree, 'DEBIAN', 'control')
  ])
  const file = join(folder, 'newer.deb')
  execFileSync('dpkg-deb', ['-Znone', '--root-owner-group', '--build', tree, file])
  rmSync(tree, { recursive: true })
  return file
}

/** @throws Error with what apt said, if it fails */
export function apt(...words: string[]): string {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' }
  // a quarter of a gigabyte need not be brought to the disk file by file, to be removed a minute later
  const hasty = 'Dpkg::Options::=--force-unsafe-io'
  const options = ['-y', '-o', 'DPkg::Lock::Timeout=120', '-o', hasty]
  const run = (all: string[]): ReturnType<typeof spawnSync> =>
    spawnSync('apt-get', all, { env, encoding: 'utf8' })
  let { status, stdout, stderr } = run([...options, ...words])
  if (status !== 0 && /Unable to locate|Unmet|Failed to fetch/i.test(`${stdout}${stderr}`)) {
    // its lists may be missing or old
    run(['update'])
    ;({ status, stdout, stderr } = run([...options, ...words]))
  }
  if (status !== 0) throw new Error(`apt-get ${words.join(' ')}:\n${stdout}${stderr}`)
  return String(stdout)
}

/** The names of all packages that are installed. */
export function installedPackages(): Set<string> {
  const format = '${db:Status-Abbrev} ${Package}\n'
  const lines = execFileSync('dpkg-query', ['-W', '-f', format], { encoding: 'utf8' }).split('\n')
  return new Set(lines.filter((line) => line.startsWith('ii')).map((line) => line.slice(4)))
}

export const isInstalled = (): boolean => installedPackages().has('downhill')

/** All that the installed package has brought, folders included. */
export const pathsOfPackage = (): string[] =>
  execFileSync('dpkg', ['-L', 'downhill'], { encoding: 'utf8' }).trim().split('\n')

/** Whatever still bears the name in the system's folders and in dpkg's notes. */
export function leftOfPackage(): string[] {
  const words = ['/usr/share', '/usr/lib', '/usr/bin', '/etc', '/var/lib/dpkg/info']
  const found = execFileSync('find', [...words, '-iname', '*downhill*'], { encoding: 'utf8' })
  return found.split('\n').filter(Boolean)
}

export interface OrdinaryUser {
  name: string
  home: string
  uid: number
  gid: number
  env: Record<string, string>
  /** Runs a command as this user; returns what it prints. */
  run: (command: string, ...words: string[]) => string
  remove: () => void
}

/** A person without any rights, with a home of their own, for the length of a test. */
export function createUser(): OrdinaryUser {
  const place = mkdtempSync(join(tmpdir(), 'downhill-home-'))
  chmodSync(place, 0o755)
  const name = `downhill-${process.pid}`
  const home = join(place, name)
  execFileSync('useradd', ['--create-home', '--home-dir', home, '--shell', '/bin/sh', name])
  const id = (word: string): number =>
    Number(execFileSync('id', [word, name], { encoding: 'utf8' }))
  const user = { uid: id('-u'), gid: id('-g') }
  const runtime = join(place, 'runtime')
  mkdirSync(runtime)
  chownSync(runtime, user.uid, user.gid)
  chmodSync(runtime, 0o700)
  const env = {
    HOME: home,
    USER: name,
    LOGNAME: name,
    PATH: '/usr/local/bin:/usr/bin:/bin',
    LANG: 'C.UTF-8',
    XDG_RUNTIME_DIR: runtime,
    DISPLAY: process.env.DISPLAY ?? ''
  }
  return {
    ...{ name, home, env, ...user },
    run: (command, ...words) =>
      execFileSync(command, words, { env, cwd: home, encoding: 'utf8', ...user }).trim(),
    remove() {
      spawnSync('userdel', [name])
      rmSync(place, { recursive: true, force: true, maxRetries: 10 })
    }
  }
}
