import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from '../shared/zod'
import { readNote } from '../store/note'

/** In the system's own units, of which a display of 200 % has two pixels each way. */
export interface Bounds {
  x: number
  y: number
  width: number
  height: number
}

/** A smaller window has no room for what the pages show. */
export const SMALLEST = { width: 960, height: 640 }

const placeSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  maximized: z.boolean()
})

/** Where a window was, and whether it filled its display; then the bounds are those it goes back to. */
export type WindowPlace = z.infer<typeof placeSchema>

const fileIn = (folder: string): string => join(folder, 'place.json')

/** Where the window was when it was last closed; null where that is not known. */
export function readWindowPlace(folder: string): WindowPlace | null {
  return readNote(fileIn(folder), placeSchema)
}

/** A place that cannot be kept must not keep anybody from closing a window. */
export function keepWindowPlace(folder: string, place: WindowPlace): void {
  try {
    writeFileSync(fileIn(folder), JSON.stringify(place))
  } catch {
    // the next window has the usual place
  }
}

/**
 * The nearest place within a display's area that has room for these bounds; what is larger than it is made
 * as large, and what is too small to use, larger: not every system keeps to a window's smallest size. Its left
 * upper corner, with the buttons of some systems, goes before the other one.
 */
export function within(area: Bounds, { x, y, ...size }: Bounds): Bounds {
  const width = Math.min(Math.max(size.width, SMALLEST.width), area.width)
  const height = Math.min(Math.max(size.height, SMALLEST.height), area.height)
  return {
    x: Math.max(area.x, Math.min(x, area.x + area.width - width)),
    y: Math.max(area.y, Math.min(y, area.y + area.height - height)),
    width,
    height
  }
}
