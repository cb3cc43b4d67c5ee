import { MAP_ROLES, type MapRole } from '../../surface/map-look'
import type { MapLook } from '../../surface/map-look'
import { resolveColours } from '../../composables/use-theme'
import { screenLook } from '../chart/read-look'

/** Asking for a token makes the browser work out all styles: once a change of appearance is enough. */
let onScreen: { appearance: number; mapColours: Record<MapRole, string> } | undefined

/** How maps and surfaces look on the screen as it is now. @param format writes a coordinate */
export function surfaceLook(appearance: number, format: (value: number) => string): MapLook {
  if (onScreen?.appearance !== appearance) {
    onScreen = { appearance, mapColours: resolveColours(MAP_ROLES) }
  }
  return {
    ...screenLook(appearance, { x: format, y: format }),
    mapColours: onScreen.mapColours
  }
}
