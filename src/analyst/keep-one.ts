/** Keeps what was made last, for as long as the same is asked for. */
export interface KeptOne<Value> {
  get(key: string, make: () => Value): Value
  forget(): void
}

export function keepOne<Value>(): KeptOne<Value> {
  let kept: { key: string; value: Value } | null = null
  return {
    get(key, make) {
      if (kept?.key !== key) kept = { key, value: make() }
      return kept.value
    },
    forget() {
      kept = null
    }
  }
}
