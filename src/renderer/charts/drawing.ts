/**
 * A picture as a list of shapes: what the screen, the PNG and the SVG have in common. paint.ts puts it
 * on a canvas, drawing-svg.ts writes it as text. Lengths in CSS pixels, y downwards.
 */
export interface Drawing {
  width: number
  height: number
  fontFamily: string
  /** From back to front. */
  shapes: readonly Shape[]
}

export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

interface ShapeBase {
  /** 0..1; without it: 1. */
  opacity?: number
  /** Nothing is drawn outside of it. */
  clip?: Box
}

/** Colours are `rgb(r, g, b)`, as the browser resolves a token. */
export type Shape = LineShape | Rectangle | Label

/** What lines of a chart are made of. */
export type LineShape = Polyline | Area | Dot

export interface Polyline extends ShapeBase {
  kind: 'line'
  /** x, y, x, y …; where they are NaN, the pen is lifted. */
  points: ArrayLike<number>
  stroke: string
  width: number
  /** Lengths of dashes and gaps; without it: a solid line. */
  dash?: readonly number[]
}

/** A closed shape, without an outline. */
export interface Area extends ShapeBase {
  kind: 'area'
  /** The corners, as x, y, x, y … */
  points: ArrayLike<number>
  fill: string
}

export interface Rectangle extends ShapeBase {
  kind: 'rectangle'
  box: Box
  fill?: string
  /** Of the outline, one pixel wide. */
  stroke?: string
}

export interface Dot extends ShapeBase {
  kind: 'dot'
  x: number
  y: number
  radius: number
  fill: string
  /** A ring around it, which sets it off from what is below. */
  ring?: string
}

export interface Label extends ShapeBase {
  kind: 'text'
  text: string
  /** Where the text starts, is centred, or ends. */
  x: number
  /** The middle of its line. */
  y: number
  anchor: 'start' | 'middle' | 'end'
  size: number
  bold?: boolean
  fill: string
  /** A rim in the colour of the ground, so that it can be read over lines. */
  halo?: string
  /** Reads from the bottom to the top. */
  turned?: boolean
}
