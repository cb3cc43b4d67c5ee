import { onBeforeUnmount, onMounted } from 'vue'
import { usePreferences } from './use-preferences'

/** A key and what it does. `key` is KeyboardEvent.key, in lower case. */
export interface Shortcut {
  key: string
  /** With Ctrl, or Command on a Mac. Without it the key is single, and can be switched off. */
  command: boolean
  run: () => void
}

/** True on a Mac, where Command takes the place of Ctrl. */
export function isMac(platform: string = navigator.platform): boolean {
  return platform.startsWith('Mac')
}

/** Where a letter is text and no shortcut. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true
  if (target instanceof HTMLSelectElement) return true
  const textless = ['checkbox', 'radio', 'range', 'button', 'submit', 'color', 'file']
  return target instanceof HTMLInputElement && !textless.includes(target.type)
}

/** The shortcut that a key press means, if any. */
export function findShortcut(
  event: Pick<
    KeyboardEvent,
    'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'target' | 'defaultPrevented'
  >,
  shortcuts: readonly Shortcut[],
  options: { mac: boolean; singleKeys: boolean }
): Shortcut | undefined {
  if (event.altKey || event.defaultPrevented) return undefined
  const command = options.mac ? event.metaKey : event.ctrlKey
  if (!command && (!options.singleKeys || event.ctrlKey || event.metaKey)) return undefined
  const found = shortcuts.find(
    (shortcut) => shortcut.key === event.key.toLowerCase() && shortcut.command === command
  )
  // text fields keep their letters, and Ctrl+Z undoes the typing in them
  if (found && isTyping(event.target) && (!command || found.key === 'z')) return undefined
  return found
}

/** Listens while the calling component is mounted. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const { preferences } = usePreferences()
  const listen = (event: KeyboardEvent): void => {
    // behind an open dialog nothing happens
    if (document.querySelector('dialog[open]')) return
    const { singleKeys } = preferences.value
    const found = findShortcut(event, shortcuts, { mac: isMac(), singleKeys })
    if (!found) return
    event.preventDefault()
    found.run()
  }
  onMounted(() => window.addEventListener('keydown', listen))
  onBeforeUnmount(() => window.removeEventListener('keydown', listen))
}
