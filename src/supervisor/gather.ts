/**
 * Passes on together what is given in one go: everything up to the end of the current task and of
 * the promises that are settled by then.
 */
export function gather<Item>(passOn: (items: Item[]) => void): (item: Item) => void {
  let gathered: Item[] = []
  return (item) => {
    gathered.push(item)
    if (gathered.length > 1) return
    queueMicrotask(() => {
      const items = gathered
      gathered = []
      passOn(items)
    })
  }
}
