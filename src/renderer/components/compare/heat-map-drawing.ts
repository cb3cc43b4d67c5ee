import type { ChartLook } from '../../charts/chart-look'
import type { Drawing, Label, Shape } from '../../charts/drawing'
import { mapColour, scaleShapes } from './colour-scale'
import type { HeatMap } from './heat-map'
import type { ResultKind } from './results'
import type { MapText } from './use-map-text'

/** In times the size of the font. */
const CELL_WIDTH = 6.5
const CELL_HEIGHT = 3
const MARGIN = 1

/** A map of results as shapes: title, both axes, every cell with its number or word, and the scale. */
export function drawHeatMap(
  map: HeatMap,
  result: ResultKind,
  text: MapText,
  look: ChartLook,
  title: string
): Drawing {
  const { fontSize: size, colours } = look
  const rowHeads = map.rowHeads.map((_, row) => text.rowHead(map, row))
  const left =
    size * MARGIN + Math.max(...[...rowHeads, text.axis(map.rows)].map(look.measure)) + size
  const top = size * 5
  const [cellWidth, cellHeight] = [size * CELL_WIDTH, size * CELL_HEIGHT]
  const right = left + cellWidth * map.columnHeads.length
  const bottom = top + cellHeight * map.rowHeads.length
  const label = (words: string, x: number, y: number, rest: Partial<Label> = {}): Label => ({
    kind: 'text',
    text: words,
    x,
    y,
    anchor: 'middle',
    size,
    fill: colours['ink-2'],
    ...rest
  })

  const shapes: Shape[] = [
    label(title, size * MARGIN, size * 1.5, { anchor: 'start', bold: true, fill: colours.ink }),
    label(text.axis(map.rows), left - size, top - size, { anchor: 'end' }),
    label(text.axis(map.columns), (left + right) / 2, top - size * 2.3),
    ...map.columnHeads.map((_, column) =>
      label(text.columnHead(map, column), left + cellWidth * (column + 0.5), top - size)
    )
  ]
  map.cells.forEach((cells, row) => {
    const middle = top + cellHeight * (row + 0.5)
    shapes.push(label(rowHeads[row], left - size, middle, { anchor: 'end' }))
    cells.forEach((cell, column) => {
      const x = left + cellWidth * column
      const box = {
        left: x + 1,
        top: middle - cellHeight / 2 + 1,
        right: x + cellWidth - 1,
        bottom: middle + cellHeight / 2 - 1
      }
      const fill = cell.share === null ? undefined : mapColour(colours, cell.share)
      shapes.push({ kind: 'rectangle', box, fill, stroke: colours.control })
      const count = text.count(cell)
      const shift = count === '' ? 0 : size * 0.6
      const centre = x + cellWidth / 2
      const isBest = map.best?.row === row && map.best.column === column
      shapes.push(
        label(text.value(cell, result), centre, middle - shift, {
          fill: colours.ink,
          bold: isBest
        })
      )
      if (count !== '') {
        shapes.push(label(count, centre, middle + shift, { fill: colours.ink, size: size * 0.85 }))
      }
    })
  })
  const scale = {
    label: text.result(result),
    lowest: text.number(map.lowest, result),
    highest: text.number(map.highest, result),
    colourAt: (share: number) => mapColour(colours, share)
  }
  shapes.push(...scaleShapes(look, size * MARGIN, bottom + size * 2, scale))
  const scaleWidth = look.measure(`${scale.label}: ${scale.lowest} ${scale.highest}`) + size * 14
  return {
    width: Math.max(right, look.measure(title) * 1.1, scaleWidth) + size * 2 * MARGIN,
    height: bottom + size * 4,
    fontFamily: look.fontFamily,
    shapes
  }
}
