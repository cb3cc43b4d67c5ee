/** Keeps what was made last, for as long as the same is asked for. */
export interface KeptOne<Value> {
  get(key: string, make: () => Value): Value
  forget(): void
}

export function keepOne<Value>(): KeptOne<Value> {
  let kept: { key: string; value: Value } | null = null
  return {
    get(key, make) {
      if (kept?.key === key) return kept.value
      // what is made may end what was kept, also where it fails
      kept = null
      const value = make()
      kept = { key, value }
      return value
    },
    forget() {
      kept = null
    }
  }
}
