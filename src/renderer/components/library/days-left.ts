const DAY = 24 * 3600 * 1000

/** Whole days until a moment (ISO 8601), those begun included; 0 where it is past. */
export function daysLeft(until: string, now = Date.now()): number {
  return Math.max(0, Math.ceil((Date.parse(until) - now) / DAY))
}
