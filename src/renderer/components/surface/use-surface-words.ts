import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useFormat } from '../../composables/use-format'
import { extremesOf, type HeightGrid } from '../../surface/grid'
import type { SurfacePath } from '../../surface/model'

export interface SurfaceWords {
  /** A coordinate. */
  place: (value: number) => string
  height: (value: number) => string
  /** What is to be seen: the area, its lowest and highest place, and where each path ends. */
  describe: (picture: {
    title: string
    grid: HeightGrid
    xTitle: string
    yTitle: string
    heightTitle: string
    paths: readonly SurfacePath[]
  }) => string
}

/** Paths that are told one by one: more would take a minute to hear. */
const MOST_TOLD = 6

/** The words that a map and a surface have in common. */
export function useSurfaceWords(): ComputedRef<SurfaceWords> {
  const { t } = useI18n()
  const format = useFormat()
  return computed(() => {
    const place = (value: number): string => format.value.setting(value)
    const height = (value: number): string => format.value.setting(value)
    const pathWords = ({ label, points, words }: SurfacePath): string => {
      if (words !== undefined) return words
      const last = points.at(-1)
      if (!last) return ''
      const values = { label, steps: format.value.whole(points.length - 1) }
      return Number.isFinite(last.x) && Number.isFinite(last.y)
        ? t('surface.path', { ...values, x: place(last.x), y: place(last.y) })
        : t('surface.pathLost', values)
    }
    return {
      place,
      height,
      describe({ title, grid, xTitle, yTitle, heightTitle, paths }) {
        const extremes = extremesOf(grid)
        if (!extremes) return t('surface.nothing', { title })
        const { lowest, highest } = extremes
        const words = t('surface.summary', {
          title,
          height: heightTitle,
          low: height(lowest.height),
          high: height(highest.height),
          lowPlace: `${xTitle} ${place(lowest.x)}, ${yTitle} ${place(lowest.y)}`
        })
        const told = paths.slice(0, MOST_TOLD).map(pathWords)
        return [words, ...told].filter((each) => each !== '').join(' ')
      }
    }
  })
}
