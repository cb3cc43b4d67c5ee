import type { ColourRole } from './model'

/** What the look of a chart depends on besides its data. */
export interface ChartLook {
  /** As `rgb(r, g, b)`. */
  colours: Record<ColourRole, string>
  /** The colour behind the chart. */
  ground: 'paper' | 'surface'
  fontFamily: string
  /** CSS pixels. */
  fontSize: number
  lineWidth: number
  /** Writes a value beside an axis; `step`: how far apart the values there are, null if unequally. */
  formatX: (x: number, step: number | null) => string
  formatY: (y: number, step: number | null) => string
  /** How wide a text is in `fontSize`, in pixels. */
  measure: (text: string) => number
}

/** The text, or as much of its beginning as fits into a width. */
export function shorten(look: ChartLook, text: string, width: number): string {
  if (look.measure(text) <= width) return text
  let length = text.length - 1
  while (length > 1 && look.measure(`${text.slice(0, length)}…`) > width) length--
  return `${text.slice(0, length).trimEnd()}…`
}
