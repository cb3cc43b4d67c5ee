import type { CostPoint, EpochMetrics, RunCurves } from '../../shared/run'

/**
 * Appends news to curves. A run that was resumed tells again what came after its last checkpoint:
 * then the news replace everything from their first block, or epoch, on.
 */
export function mergeCurves(
  curves: RunCurves,
  news: { points: readonly CostPoint[]; epochs: readonly EpochMetrics[] }
): RunCurves {
  if (news.points.length === 0 && news.epochs.length === 0) return curves
  return {
    runId: curves.runId,
    points: append(curves.points, news.points, ({ block }) => block),
    epochs: append(curves.epochs, news.epochs, ({ epoch }) => epoch)
  }
}

function append<Item>(known: Item[], news: readonly Item[], order: (item: Item) => number): Item[] {
  if (news.length === 0) return known
  const from = order(news[0])
  return [...known.filter((item) => order(item) < from), ...news]
}
