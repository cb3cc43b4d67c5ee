import { computed, type ComputedRef } from 'vue'
import { resolveColours, useTheme } from '../../composables/use-theme'
import { toRgb, WEIGHT_ROLES, type Rgb } from '../weights/weight-colours'

/** The colours of the weight scale, as the theme has them now. */
export function useWeightColours(): ComputedRef<readonly Rgb[]> {
  const { appearance } = useTheme()
  return computed(() => {
    void appearance.value
    const resolved = resolveColours(WEIGHT_ROLES)
    return WEIGHT_ROLES.map((role) => toRgb(resolved[role]))
  })
}
