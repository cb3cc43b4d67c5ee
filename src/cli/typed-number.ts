/** NaN for what is no number; also for an empty text, which JavaScript takes for 0. */
export function toNumber(value: string): number {
  return value.trim() === '' ? NaN : Number(value)
}
