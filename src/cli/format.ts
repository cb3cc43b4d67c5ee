import { answersWithClasses } from '../shared/dataset'
import type { RunSummary } from '../shared/run'

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

export function formatWhole(value: number): string {
  return whole.format(value)
}

/** A share as per cent with two decimals; '-' where nothing was measured. */
export function formatShare(share: number | null): string {
  return share === null ? '-' : `${(share * 100).toFixed(2)} %`
}

/** The same of a run; '-' also where a network answers with no class, and nothing is right or wrong. */
export function formatAccuracy(
  { layers }: Pick<RunSummary, 'layers'>,
  share: number | null
): string {
  return formatShare(shareOf({ layers }, share))
}

/** A share of right answers, or null where there are no such answers. */
export function shareOf(
  { layers }: Pick<RunSummary, 'layers'>,
  share: number | null
): number | null {
  return answersWithClasses(layers) ? share : null
}

/** '-' for a cost that is not finite, or not measured. */
export function formatCost(cost: number | null): string {
  return cost === null ? '-' : cost.toFixed(4)
}

/** 7 -> '0:07', 3671 -> '1:01:11'. */
export function formatDuration(seconds: number): string {
  const total = Math.round(seconds)
  const twoDigits = (value: number): string => String(value).padStart(2, '0')
  const minutes = Math.floor(total / 60)
  return minutes < 60
    ? `${minutes}:${twoDigits(total % 60)}`
    : `${Math.floor(minutes / 60)}:${twoDigits(minutes % 60)}:${twoDigits(total % 60)}`
}

/** In the time of this computer, to the minute. */
export function formatMoment(iso: string): string {
  const moment = new Date(iso)
  const day = [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()]
  const time = [moment.getHours(), moment.getMinutes()]
  const join = (parts: number[], separator: string): string =>
    parts.map((part) => String(part).padStart(2, '0')).join(separator)
  return `${join(day, '-')} ${join(time, ':')}`
}

/** A number of any size, to four digits: 0.1 + 0.2 -> "0.3". */
export function formatNumber(value: number): string {
  return String(Number(value.toPrecision(4)))
}

/**
 * What a person or a file has said; a terminal obeys control characters, and those that turn the direction of
 * writing make a line seem to say something else.
 */
export function harmless(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, ' ')
}

/** As JSON, which may hold such characters above 0x7e as they are: they are written as \u…, too. */
export function formatDocument(document: unknown): string {
  return JSON.stringify(document, null, 2).replaceAll(
    /[\u007f-\u009f\p{Bidi_Control}]/gu,
    (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
}

/** 1234567 -> '1.2 MB'. */
export function formatBytes(bytes: number): string {
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}

export function formatRuns(count: number): string {
  return count === 1 ? '1 run' : `${count} runs`
}
