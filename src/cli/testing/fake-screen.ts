import type { Screen } from '../terminal'

/** A screen that remembers what was written. */
export interface FakeScreen extends Screen {
  columns: number
  readonly text: string
  /** Line by line, without the characters that steer a terminal. */
  readonly lines: string[]
}

export function createFakeScreen(isInteractive = false): FakeScreen {
  let text = ''
  return {
    isInteractive,
    columns: 120,
    write: (more) => {
      text += more
    },
    get text() {
      return text
    },
    get lines() {
      return text
        .replaceAll('\u001b[K', '')
        .split(/[\r\n]+/)
        .filter((line) => line !== '')
    }
  }
}
