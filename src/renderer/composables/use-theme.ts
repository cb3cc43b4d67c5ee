import { readonly, ref, watch, type Ref } from 'vue'

/** Counts up whenever colours or sizes read from the tokens may have changed. */
const appearance = ref(0)
let watching = false

/** What tokens depend on: the choices on the root element, the system's colours, the window's size. */
function watchAppearance(): void {
  if (watching) return
  watching = true
  const changed = (): void => void appearance.value++
  new MutationObserver(changed).observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme', 'data-contrast', 'style']
  })
  const queries = ['(prefers-color-scheme: dark)', '(forced-colors: active)', '(min-width: 1800px)']
  for (const query of queries) window.matchMedia(query).addEventListener('change', changed)
}

/**
 * Colours for canvases, which cannot say var(--name). The browser resolves the token, whatever
 * theme holds: `rgb(…)`.
 * @param scheme for pictures that are light or dark, whatever the screen is
 */
export function resolveColours<Role extends string>(
  roles: readonly Role[],
  scheme?: 'light' | 'dark'
): Record<Role, string> {
  const probe = document.createElement('span')
  probe.hidden = true
  // lines of forced colours would all be alike
  probe.style.setProperty('forced-color-adjust', 'none')
  if (scheme) probe.style.colorScheme = scheme
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

/** Watch `appearance` to read colours and sizes anew. */
export function useTheme(): { appearance: Readonly<Ref<number>> } {
  watchAppearance()
  return { appearance: readonly(appearance) }
}

/** Tells the program the page's ground, so that the window has it too while it is resized. Call once. */
export function tellGround(): void {
  const meta = document.createElement('meta')
  meta.name = 'theme-color'
  document.head.append(meta)
  watchAppearance()
  watch(appearance, () => (meta.content = resolveColours(['paper']).paper), { immediate: true })
}
