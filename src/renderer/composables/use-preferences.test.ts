// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest'

const KEY = 'downhill.preferences'

/** Answers to the system's media queries, which can change. */
function fakeSystem(): { set(query: string, matches: boolean): void } {
  const lists = new Map<string, { matches: boolean; heard: (() => void)[] }>()
  const of = (query: string): { matches: boolean; heard: (() => void)[] } => {
    const known = lists.get(query) ?? { matches: false, heard: [] }
    lists.set(query, known)
    return known
  }
  vi.stubGlobal('matchMedia', (query: string) => {
    const list = of(query)
    return {
      get matches() {
        return list.matches
      },
      addEventListener: (_name: string, listener: () => void) => list.heard.push(listener)
    }
  })
  return {
    set(query, matches) {
      of(query).matches = matches
      for (const listener of of(query).heard) listener()
    }
  }
}

/** The window as it is after a start. */
async function start() {
  vi.resetModules()
  const module = await import('./use-preferences')
  module.applyStoredPreferences()
  return module
}

const root = document.documentElement
let system: ReturnType<typeof fakeSystem>

beforeEach(() => {
  localStorage.clear()
  system = fakeSystem()
})

describe('usePreferences', () => {
  it('shows a choice at once and again after a start', async () => {
    const { usePreferences } = await start()
    usePreferences().choose({ theme: 'dark', contrast: 'high', textSize: 150, motion: 'reduced' })
    const shown = { theme: 'dark', contrast: 'high', motion: 'reduced' }
    expect({ ...root.dataset }).toEqual(shown)
    expect(root.style.getPropertyValue('--text-scale')).toBe('1.5')

    for (const name of root.getAttributeNames()) root.removeAttribute(name)
    await start()
    expect({ ...root.dataset }).toEqual(shown)
    expect(root.style.getPropertyValue('--text-scale')).toBe('1.5')
  })

  it('follows the system where nothing was chosen', async () => {
    const { reducedMotion } = await start()
    expect({ ...root.dataset }).toEqual({ contrast: 'standard', motion: 'full' })
    system.set('(prefers-contrast: more)', true)
    system.set('(prefers-reduced-motion: reduce)', true)
    expect({ ...root.dataset }).toEqual({ contrast: 'high', motion: 'reduced' })
    expect(reducedMotion.value).toBe(true)
  })

  it('does not follow the system against a choice', async () => {
    const { usePreferences } = await start()
    usePreferences().choose({ contrast: 'standard', motion: 'full' })
    system.set('(prefers-contrast: more)', true)
    system.set('(prefers-reduced-motion: reduce)', true)
    expect({ ...root.dataset }).toEqual({ contrast: 'standard', motion: 'full' })
  })

  it('leaves the ground to a system that forces its colours', async () => {
    const { usePreferences } = await start()
    usePreferences().choose({ theme: 'light' })
    system.set('(forced-colors: active)', true)
    expect({ ...root.dataset }).toEqual({ contrast: 'high', motion: 'full' })
    system.set('(forced-colors: active)', false)
    expect(root.dataset.theme).toBe('light')
  })

  it('resets what belongs together, and leaves the rest', async () => {
    const { usePreferences } = await start()
    const { choose, reset, differ, preferences } = usePreferences()
    choose({ theme: 'dark', singleKeys: false })
    expect(differ(['theme', 'contrast'])).toBe(true)
    reset(['theme', 'contrast'])
    expect(preferences.value).toMatchObject({ theme: 'system', singleKeys: false })
    expect(differ(['theme', 'contrast'])).toBe(false)
    expect(JSON.parse(localStorage.getItem(KEY) ?? '')).toEqual(preferences.value)
  })
})
