/** Keeps the most recently used values, within a number and a size. */
export interface RecentOnly<Value, Key = number> {
  get: (key: Key) => Value | undefined
  /** `size` in whatever unit the limit has; a value larger than the limit is kept alone. */
  set: (key: Key, value: Value, size: number) => void
  /** Forgets one, if it is kept. */
  drop: (key: Key) => void
}

/** @param most Values kept at most. @param largest Sum of their sizes at most. */
export function recentOnly<Value, Key = number>(
  most: number,
  largest: number
): RecentOnly<Value, Key> {
  // in order of use, the one used longest ago first
  const kept = new Map<Key, { value: Value; size: number }>()
  let total = 0

  function drop(key: Key): void {
    total -= kept.get(key)?.size ?? 0
    kept.delete(key)
  }

  return {
    drop,
    get(key) {
      const found = kept.get(key)
      if (!found) return undefined
      kept.delete(key)
      kept.set(key, found)
      return found.value
    },
    set(key, value, size) {
      drop(key)
      kept.set(key, { value, size })
      total += size
      for (const oldest of kept.keys()) {
        if (kept.size === 1 || (kept.size <= most && total <= largest)) break
        drop(oldest)
      }
    }
  }
}
