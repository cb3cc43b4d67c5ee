const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

export function formatWhole(value: number): string {
  return whole.format(value)
}

/** A share as per cent with two decimals; '-' where nothing was measured. */
export function formatShare(share: number | null): string {
  return share === null ? '-' : `${(share * 100).toFixed(2)} %`
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
