/** Something that is opened when first asked for, and asked for again after a failure. */
export interface OnDemand<Value> {
  /** Whoever asks during an attempt shares its outcome. */
  get(): Promise<Value>
  /** What is open, or just being opened; nothing is begun. */
  current(): Promise<Value> | undefined
}

export function openOnDemand<Value>(open: () => Promise<Value>): OnDemand<Value> {
  let attempt: Promise<Value> | undefined
  return {
    get: () => {
      attempt ??= open().catch((error: unknown) => {
        attempt = undefined
        throw error
      })
      return attempt
    },
    current: () => attempt
  }
}
