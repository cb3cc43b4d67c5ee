/** A label wants to stand at `y`, its middle; the ones that would overlap move apart. */
export interface LabelPlace {
  index: number
  y: number
}

/**
 * Spreads labels so that neighbours are at least `gap` apart and all stay within top..bottom, each
 * as near to its line as that allows. Their order is kept. Pixels, y downwards.
 */
export function spreadLabels(
  wanted: readonly LabelPlace[],
  gap: number,
  top: number,
  bottom: number
): LabelPlace[] {
  const sorted = [...wanted].sort((a, b) => a.y - b.y || a.index - b.index)
  // groups of touching labels, each centred on the mean of what its members want
  const groups: { members: LabelPlace[]; sum: number }[] = []
  const centre = (group: { members: LabelPlace[]; sum: number }): number => {
    const half = ((group.members.length - 1) * gap) / 2
    const middle = group.sum / group.members.length
    return Math.min(Math.max(middle, top + half), Math.max(bottom - half, top + half))
  }
  for (const label of sorted) {
    let group = { members: [label], sum: label.y }
    let previous = groups.at(-1)
    while (previous && overlap(previous, group, gap, centre)) {
      groups.pop()
      group = {
        members: [...previous.members, ...group.members],
        sum: previous.sum + group.sum
      }
      previous = groups.at(-1)
    }
    groups.push(group)
  }
  return groups.flatMap((group) => {
    const start = centre(group) - ((group.members.length - 1) * gap) / 2
    return group.members.map((label, place) => ({ index: label.index, y: start + place * gap }))
  })
}

type Group = { members: LabelPlace[]; sum: number }

function overlap(
  above: Group,
  below: Group,
  gap: number,
  centre: (group: Group) => number
): boolean {
  const end = centre(above) + ((above.members.length - 1) * gap) / 2
  const start = centre(below) - ((below.members.length - 1) * gap) / 2
  return start - end < gap
}
