import { ref, type Ref } from 'vue'

/** What the learner chose; the system's own setting unless they chose otherwise. */
export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const STORAGE_KEY = 'downhill.theme'

const theme = ref<Theme>('system')
/** Counts up whenever colours or sizes read from the tokens may have changed. */
const appearance = ref(0)

function isTheme(value: string | null): value is Theme {
  return THEMES.some((known) => known === value)
}

function show(chosen: Theme): void {
  theme.value = chosen
  if (chosen === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = chosen
  appearance.value++
}

/** Shows the theme of the last visit, and follows the system and the size of the window. Call once. */
export function applyStoredTheme(): void {
  const stored = localStorage.getItem(STORAGE_KEY)
  show(isTheme(stored) ? stored : 'system')
  for (const query of ['(prefers-color-scheme: dark)', '(min-width: 1800px)']) {
    window.matchMedia(query).addEventListener('change', () => appearance.value++)
  }
}

function setTheme(chosen: Theme): void {
  localStorage.setItem(STORAGE_KEY, chosen)
  show(chosen)
}

/**
 * Colours for canvases, which cannot say var(--name). The browser resolves the token, whatever
 * theme holds: `rgb(…)`.
 */
export function resolveColours<Role extends string>(roles: readonly Role[]): Record<Role, string> {
  const probe = document.createElement('span')
  probe.hidden = true
  document.body.append(probe)
  const colours = {} as Record<Role, string>
  for (const role of roles) {
    probe.style.color = `var(--${role})`
    colours[role] = getComputedStyle(probe).color
  }
  probe.remove()
  return colours
}

/** The value of a token that is no colour, as it stands in the style sheet. */
export function readToken(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim()
}

/** One rem in CSS pixels. */
export function remInPixels(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
}

export interface ThemeControl {
  theme: Readonly<Ref<Theme>>
  /** Watch it to read colours and sizes anew. */
  appearance: Readonly<Ref<number>>
  setTheme: (chosen: Theme) => void
}

export function useTheme(): ThemeControl {
  return { theme, appearance, setTheme }
}
