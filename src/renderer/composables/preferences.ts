/** What a person chose for this window, on this computer; each has a value that suits most. */
export const THEMES = ['system', 'light', 'dark'] as const
export const CONTRASTS = ['system', 'standard', 'high'] as const
export const MOTIONS = ['system', 'reduced', 'full'] as const
export const LANGUAGES = ['en'] as const

export type Theme = (typeof THEMES)[number]
export type Contrast = (typeof CONTRASTS)[number]
export type Motion = (typeof MOTIONS)[number]
export type Language = (typeof LANGUAGES)[number]

/** In percent of the size that the system suggests. */
export const TEXT_SIZE = { min: 90, max: 200, step: 5 } as const

export interface Preferences {
  theme: Theme
  contrast: Contrast
  /** Percent. */
  textSize: number
  motion: Motion
  /** Keys without Ctrl do something: off for those who dictate or brush against keys. */
  singleKeys: boolean
  language: Language
}

export const DEFAULT_PREFERENCES: Readonly<Preferences> = {
  theme: 'system',
  contrast: 'system',
  textSize: 100,
  motion: 'system',
  singleKeys: true,
  language: 'en'
}

type Readers = { [Name in keyof Preferences]: (value: unknown) => value is Preferences[Name] }

const oneOf =
  <Choice extends string>(choices: readonly Choice[]) =>
  (value: unknown): value is Choice =>
    choices.some((choice) => choice === value)

/** Whether a value may be chosen for a text size. */
export function isTextSize(value: unknown): value is number {
  return (
    typeof value === 'number' &&
    Number.isInteger(value) &&
    value >= TEXT_SIZE.min &&
    value <= TEXT_SIZE.max
  )
}

const READERS: Readers = {
  theme: oneOf(THEMES),
  contrast: oneOf(CONTRASTS),
  textSize: isTextSize,
  motion: oneOf(MOTIONS),
  singleKeys: (value) => typeof value === 'boolean',
  language: oneOf(LANGUAGES)
}

/** Whatever was stored: each value that cannot be used falls back alone, and the others stay. */
export function readPreferences(text: string | null): Preferences {
  const preferences = { ...DEFAULT_PREFERENCES }
  const stored = parse(text)
  const take = <Name extends keyof Preferences>(name: Name): void => {
    const value = stored[name]
    if (READERS[name](value)) preferences[name] = value
  }
  for (const name of Object.keys(READERS) as (keyof Preferences)[]) take(name)
  return preferences
}

function parse(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '{}')
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}
