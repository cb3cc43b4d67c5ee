import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'

/** Shown where there is no number. */
export const NO_NUMBER = '—'

export interface Format {
  /** 60,000 */
  whole: (value: number | null) => string
  /** A share as a percentage with as many decimals as stay still: 94.6% */
  percent: (share: number | null, decimals?: number) => string
  /** A cost with fixed decimals: 0.197; enormous ones as 1.2E6. */
  cost: (value: number | null) => string
  /** A setting such as a learning rate: as many digits as it has, three at most: 0.08, 1.5 */
  setting: (value: number) => string
  /** Two parts at most: 0.4s, 7s, 1m 20s, 2h 5m */
  duration: (seconds: number | null) => string
  /** 3 Apr 2025, 14:05 */
  moment: (iso: string) => string
  /** 3 Apr, 14:05 */
  dayAndTime: (iso: string) => string
  /** 3 Apr 2025, of yyyy-mm-dd */
  day: (date: string) => string
  /** 52 kB */
  bytes: (count: number) => string
  /** Names in a sentence: a, b, and c */
  list: (items: readonly string[]) => string
}

/** Every number a person reads goes through here, so that it looks the same everywhere. */
export function createFormat(locale: string): Format {
  const cached = new Map<string, Intl.NumberFormat>()
  const number = (options: Intl.NumberFormatOptions, value: number): string => {
    const key = JSON.stringify(options)
    let format = cached.get(key)
    if (!format) cached.set(key, (format = new Intl.NumberFormat(locale, options)))
    return format.format(value)
  }
  const known = (value: number | null): value is number => value !== null && Number.isFinite(value)
  const fixed = (decimals: number): Intl.NumberFormatOptions => ({
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals
  })
  const unit = (value: number, name: string): string =>
    number({ style: 'unit', unit: name, unitDisplay: 'narrow', maximumFractionDigits: 0 }, value)
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  const dayAndTime = new Intl.DateTimeFormat(locale, {
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit'
  })
  const list = new Intl.ListFormat(locale, { type: 'conjunction' })

  return {
    whole: (value) => (known(value) ? number({ maximumFractionDigits: 0 }, value) : NO_NUMBER),
    percent: (share, decimals = 1) =>
      known(share) ? number({ style: 'percent', ...fixed(decimals) }, share) : NO_NUMBER,
    cost(value) {
      if (!known(value)) return NO_NUMBER
      if (Math.abs(value) >= 10_000) return number({ notation: 'scientific', ...fixed(1) }, value)
      return number(fixed(Math.abs(value) >= 100 ? 1 : 3), value)
    },
    setting: (value) =>
      (value !== 0 && Math.abs(value) < 0.0001) || Math.abs(value) >= 1e10
        ? number({ notation: 'scientific', maximumSignificantDigits: 3 }, value)
        : number({ maximumSignificantDigits: Math.abs(value) >= 1000 ? 10 : 3 }, value),
    duration(seconds) {
      if (!known(seconds)) return NO_NUMBER
      if (seconds > 0 && seconds < 0.95) {
        const style = { style: 'unit', unit: 'second', unitDisplay: 'narrow' } as const
        return number({ ...style, ...fixed(1) }, seconds)
      }
      const whole = Math.max(0, Math.round(seconds))
      if (whole < 60) return unit(whole, 'second')
      if (whole < 3600)
        return `${unit(Math.floor(whole / 60), 'minute')} ${unit(whole % 60, 'second')}`
      return `${unit(Math.floor(whole / 3600), 'hour')} ${unit(Math.floor((whole % 3600) / 60), 'minute')}`
    },
    day: (text) => day.format(new Date(text)),
    moment: (iso) => date.format(new Date(iso)),
    dayAndTime: (iso) => dayAndTime.format(new Date(iso)),
    bytes: (count) =>
      count < 1_000_000
        ? number({ style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 }, count / 1000)
        : number({ style: 'unit', unit: 'megabyte', ...fixed(1) }, count / 1e6),
    list: (items) => list.format(items)
  }
}

/** One for each language: to make one takes as long as to draw many rows. */
const formats = new Map<string, Format>()

function formatFor(locale: string): Format {
  let format = formats.get(locale)
  if (!format) formats.set(locale, (format = createFormat(locale)))
  return format
}

/** Formats in the language of the window. */
export function useFormat(): ComputedRef<Format> {
  const { locale } = useI18n()
  return computed(() => formatFor(locale.value))
}
