import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * Makes a long-lived process of runs keep to the memory of one: each leaves large arrays behind, of
 * which V8 notices only that small objects point to them, and meanwhile lets the part of its memory for
 * what is young grow with every run that it sees. The flags are set here since Electron does not hand
 * them on to its utility processes.
 * @returns collects all garbage now, in some milliseconds
 */
export function keepMemorySmall(): () => void {
  setFlagsFromString('--semi-space-growth-factor=1')
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('globalThis.gc')
  // where a newer V8 exposes none any more, it collects when it likes
  return () => {
    if (typeof collect === 'function') collect()
  }
}
