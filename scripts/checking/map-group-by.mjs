/**
 * Vitest shows failing tests with the help of Map.groupBy, which Node 20 lacks: without this, the first failure
 * would end the runner before it has told anything. Loaded with `node --import`.
 */
if (!Map.groupBy) {
  Object.defineProperty(Map, 'groupBy', {
    configurable: true,
    writable: true,
    value(items, keyOf) {
      const groups = new Map()
      let index = 0
      for (const item of items) {
        const key = keyOf(item, index++)
        const group = groups.get(key)
        if (group) group.push(item)
        else groups.set(key, [item])
      }
      return groups
    }
  })
}
