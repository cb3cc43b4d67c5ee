import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { NO_NUMBER } from '../../composables/use-format'

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

function superscript(power: number): string {
  const digits = [...String(Math.abs(power))].map((digit) => SUPERSCRIPTS[Number(digit)])
  return `${power < 0 ? '⁻' : ''}${digits.join('')}`
}

/** 10⁻³ for -3. */
export function powerOfTen(power: number): string {
  return `10${superscript(power)}`
}

/** One for each language and number of digits: to make one takes as long as to write hundreds of numbers. */
const writers = new Map<string, Intl.NumberFormat>()

function writerOf(locale: string, digits: number): Intl.NumberFormat {
  const key = `${locale} ${digits}`
  const known = writers.get(key)
  if (known) return known
  const options = { minimumSignificantDigits: digits, maximumSignificantDigits: digits }
  const made = new Intl.NumberFormat(locale, options)
  writers.set(key, made)
  return made
}

/** Smaller ones would begin with so many zeros that nobody counts them, larger ones end with them. */
const PLAIN = { from: 1e-4, below: 1e6 }

/**
 * A number with so many significant digits, however small it is: −0.01234, 3.210 × 10⁻⁷. Unlike a
 * fixed number of decimals it never makes a slope look like none.
 * @param signed With a plus before what is above zero.
 */
export function significant(
  value: number | null,
  locale: string,
  { digits = 4, signed = false }: { digits?: number; signed?: boolean } = {}
): string {
  if (value === null || !Number.isFinite(value)) return NO_NUMBER
  if (value === 0) return '0'
  const write = (number: number): string => writerOf(locale, digits).format(number)
  const size = Math.abs(value)
  const sign = value < 0 ? '−' : signed ? '+' : ''
  if (size >= PLAIN.from && size < PLAIN.below) return `${sign}${write(size)}`
  const [mantissa, power] = size.toExponential(digits - 1).split('e')
  return `${sign}${write(Number(mantissa))} × ${powerOfTen(Number(power))}`
}

export interface StudyNumbers {
  /** Four significant digits: 0.01234 */
  exact: (value: number | null) => string
  /** The same with its sign: +0.01234 */
  signed: (value: number | null) => string
  /** Two digits, for what is said in passing: 0.012 */
  about: (value: number | null) => string
}

/** How the numbers of a study are written, in the language of the window. */
export function useStudyNumbers(): ComputedRef<StudyNumbers> {
  const { locale } = useI18n()
  return computed(() => ({
    exact: (value) => significant(value, locale.value),
    signed: (value) => significant(value, locale.value, { signed: true }),
    about: (value) => significant(value, locale.value, { digits: 2 })
  }))
}
