import type { BudgetStudy } from '../../../shared/study'
import type { ChartModel } from '../../charts/model'
import { styleOf } from './batch-sizes'

export interface BudgetChartWords {
  images: string
  /** "batch 10" */
  size: (size: number) => string
  /** "diverged after 1,000 images" */
  diverged: (images: number) => string
}

/** Costs of this many times the least leave no room on a linear axis for the lines that fell. */
const WIDE = 20

/** The cost against the images spent, a line a batch size. */
export function budgetChart({ lines }: BudgetStudy, words: BudgetChartWords): ChartModel {
  const costs = lines.flatMap(({ points }) =>
    points.flatMap(({ cost }) => (cost === null || cost <= 0 ? [] : [cost]))
  )
  return {
    series: lines.map(({ size, points }) => {
      const lost = points.find(({ cost }) => cost === null)
      const { colour, dash } = styleOf(size)
      return {
        id: String(size),
        label: words.size(size),
        colour,
        dash,
        points: points.map(({ images, cost }) => ({ x: images, y: cost })),
        divergence: lost && { x: lost.images, text: words.diverged(lost.images) }
      }
    }),
    x: { title: words.images, min: 0 },
    y: {
      title: '',
      kind: 'cost',
      logarithmic: Math.max(...costs, 0) > WIDE * Math.min(...costs, Infinity)
    }
  }
}
