import { computed, readonly, ref, watch, type Ref } from 'vue'
import { DEFAULT_PREFERENCES, readPreferences, type Preferences } from './preferences'

const STORAGE_KEY = 'downhill.preferences'

const preferences = ref<Preferences>({ ...DEFAULT_PREFERENCES })

/** What the system asks for, true to the moment. */
const wantsContrast = ref(false)
const wantsLessMotion = ref(false)
/** It replaces all colours by a few of its own. */
const forcesColours = ref(false)

/** Whether things may move by themselves: the person's choice, else the system's. */
export const reducedMotion = computed(() => {
  const { motion } = preferences.value
  return motion === 'system' ? wantsLessMotion.value : motion === 'reduced'
})

const highContrast = computed(() => {
  const { contrast } = preferences.value
  return contrast === 'system' ? wantsContrast.value || forcesColours.value : contrast === 'high'
})

/** Puts the choices on the root element, where the style sheets see them (styles/tokens.css). */
function show(): void {
  const { theme, textSize, language } = preferences.value
  const root = document.documentElement
  // forced colours come with a ground of their own, which a chosen theme would contradict
  if (theme === 'system' || forcesColours.value) delete root.dataset.theme
  else root.dataset.theme = theme
  root.dataset.contrast = highContrast.value ? 'high' : 'standard'
  root.dataset.motion = reducedMotion.value ? 'reduced' : 'full'
  root.style.setProperty('--text-scale', String(textSize / 100))
  root.lang = language
}

function follow(query: string, matches: Ref<boolean>): void {
  const list = window.matchMedia(query)
  matches.value = list.matches
  list.addEventListener('change', () => (matches.value = list.matches))
}

/** Shows the choices of the last visit. To be called once, before the first paint. */
export function applyStoredPreferences(): void {
  preferences.value = readPreferences(localStorage.getItem(STORAGE_KEY))
  follow('(prefers-contrast: more)', wantsContrast)
  follow('(prefers-reduced-motion: reduce)', wantsLessMotion)
  follow('(forced-colors: active)', forcesColours)
  watch([preferences, highContrast, reducedMotion, forcesColours], show, {
    immediate: true,
    // what measures colours and sizes after a choice must find them changed
    flush: 'sync'
  })
}

/** Takes effect at once, and is kept. */
function choose(changes: Partial<Preferences>): void {
  preferences.value = { ...preferences.value, ...changes }
  localStorage.setItem(STORAGE_KEY, JSON.stringify(preferences.value))
}

export interface PreferenceControl {
  preferences: Readonly<Ref<Readonly<Preferences>>>
  choose: (changes: Partial<Preferences>) => void
  /** Back to what suits most. */
  reset: (names: readonly (keyof Preferences)[]) => void
  /** Whether one of these is another than at first. */
  differ: (names: readonly (keyof Preferences)[]) => boolean
}

export function usePreferences(): PreferenceControl {
  return {
    preferences: readonly(preferences),
    choose,
    reset: (names) =>
      choose(Object.fromEntries(names.map((name) => [name, DEFAULT_PREFERENCES[name]]))),
    differ: (names) => names.some((name) => preferences.value[name] !== DEFAULT_PREFERENCES[name])
  }
}
