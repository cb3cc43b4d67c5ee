import type { Screen } from './terminal'

/** Milliseconds between two lines where each one stays. */
const LINE_INTERVAL = 1000
/** Characters; a bar is as long as there is room beside the words. */
const BAR_LENGTH = { min: 6, max: 20 }

/** Shows how something goes on: in one line that is written over, or in lines, one a second at most. */
export interface ProgressDisplay {
  /** @param share 0 to 1 */
  update(share: number, parts: readonly string[]): void
  /** Leaves the last state in a line of its own. */
  end(): void
}

/** @param screen null: nobody watches */
export function createProgressDisplay(screen: Screen | null, now: () => number): ProgressDisplay {
  if (screen === null) return { update: () => undefined, end: () => undefined }
  let line = ''
  let isShown = true
  let notBefore = -Infinity

  function show({ isInteractive, columns, write }: Screen): void {
    isShown = true
    notBefore = now() + LINE_INTERVAL
    // back to the line's beginning, and away with what was longer
    write(isInteractive ? `\r${line.slice(0, columns - 1)}\u001b[K` : `${line}\n`)
  }

  return {
    update: (share, parts) => {
      const words = parts.join(' · ')
      line = screen.isInteractive
        ? `${bar(share, screen.columns - 2 - words.length)} ${words}`
        : `${formatPercent(share)} · ${words}`
      isShown = false
      if (screen.isInteractive || now() >= notBefore) show(screen)
    },
    end: () => {
      if (!isShown) show(screen)
      if (screen.isInteractive && line !== '') screen.write('\n')
      line = ''
    }
  }
}

function formatPercent(share: number): string {
  return `${String(Math.floor(100 * share)).padStart(3)} %`
}

function bar(share: number, room: number): string {
  const length = Math.min(BAR_LENGTH.max, Math.max(BAR_LENGTH.min, room))
  const full = Math.round(length * share)
  return '█'.repeat(full) + '░'.repeat(length - full)
}
