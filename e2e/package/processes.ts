import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'

export interface FoundProcess {
  id: number
  /** The words that it was started with. */
  words: string[]
}

/** The processes of a user that run this program file (Linux). */
export function processesOf(uid: number, executable: string): FoundProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const folder = `/proc/${name}`
        if (statSync(folder).uid !== uid || readlinkSync(`${folder}/exe`) !== executable) return []
        const words = readFileSync(`${folder}/cmdline`, 'utf8').split('\0').filter(Boolean)
        return [{ id: Number(name), words }]
      } catch {
        // it ended at this moment
        return []
      }
    })
}

/** Those among them that Chromium calls by this type; the main process has none. */
export function ofType(processes: FoundProcess[], type: string | undefined): FoundProcess[] {
  const typeOf = ({ words }: FoundProcess): string | undefined =>
    words
      // a zygote's children have all their words in one
      .join(' ')
      .match(/--type=(\S+)/)?.[1]
  return processes.filter((found) => typeOf(found) === type)
}

/** What the kernel holds a process to. */
export function confinement(id: number): {
  seccomp: string
  noNewPrivileges: string
  namespaces: Record<string, string>
} {
  const status = readFileSync(`/proc/${id}/status`, 'utf8')
  const field = (name: string): string =>
    new RegExp(`^${name}:\\s*(\\S+)`, 'm').exec(status)?.[1] ?? ''
  const names = ['user', 'pid', 'net'].map((name) => [name, readlinkSync(`/proc/${id}/ns/${name}`)])
  return {
    seccomp: field('Seccomp'),
    noNewPrivileges: field('NoNewPrivs'),
    namespaces: Object.fromEntries(names)
  }
}
