import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync } from 'node:fs'

const isRoot = process.platform === 'linux' && process.getuid?.() === 0

/** Makes a folder that nobody can write to, by what this system and user allow; undefined where nothing does. */
export function makeReadOnly(folder: string): (() => void) | undefined {
  if (process.platform === 'win32') return undefined
  if (!isRoot) {
    chmodSync(folder, 0o555)
    return () => chmodSync(folder, 0o755)
  }
  // rights do not bind root, but a mount does
  if (!succeeds('mount', ['--bind', folder, folder])) return undefined
  const undo = (): void => void succeeds('umount', ['-l', folder])
  if (succeeds('mount', ['-o', 'remount,ro,bind', folder])) return undo
  undo()
  return undefined
}

/** A disk of that size at the folder, in bytes; undefined where this user may mount none. */
export function mountSmallDisk(folder: string, size: number): (() => void) | undefined {
  mkdirSync(folder, { recursive: true })
  if (!isRoot || !succeeds('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'none', folder])) {
    return undefined
  }
  return () => void succeeds('umount', ['-l', folder])
}

function succeeds(command: string, args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
