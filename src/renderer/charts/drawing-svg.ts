import type { Box, Drawing, Label, Shape } from './drawing'
import { BOLD, HALO_WIDTH } from './paint'

/** A hundredth of a pixel is finer than any print. */
const DECIMALS = 2

/**
 * A drawing as an SVG: paths and text, no bitmap, no style sheet, presentation attributes only.
 * @param words a title for those who do not see it, and who it is by
 */
export function drawingToSvg(drawing: Drawing, title: string): string {
  const { width, height, fontFamily, shapes } = drawing
  const clips = clipPaths(shapes)
  const size = `${round(width)} ${round(height)}`
  const [w, h] = size.split(' ')
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${size}"` +
      ` role="img" font-family="${escape(fontFamily)}">`,
    `<title>${escape(title)}</title>`,
    ...clips.values(),
    ...shapes.map((shape) => shapeToSvg(shape)),
    '</svg>',
    ''
  ].join('\n')
}

/** Text that is no markup, whatever a run is called; characters that XML does not know are left out. */
function escape(text: string): string {
  return text
    .replace(FORBIDDEN, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** Control characters and halves of characters, as XML forbids them. */
// eslint-disable-next-line no-control-regex -- it is these that are looked for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]/gu

function round(value: number): string {
  return String(Number(value.toFixed(DECIMALS)))
}

/** The same box gives the same name, in every picture on a page: there they mean the same. */
function clipName({ left, top, right, bottom }: Box): string {
  return `clip-${[left, top, right, bottom].map((side) => round(side).replace('.', '_')).join('-')}`
}

function clipPaths(shapes: readonly Shape[]): Map<string, string> {
  const clips = new Map<string, string>()
  for (const { clip } of shapes) {
    if (!clip) continue
    const name = clipName(clip)
    clips.set(name, `<clipPath id="${name}"><rect ${boxToSvg(clip)}/></clipPath>`)
  }
  return clips
}

function boxToSvg({ left, top, right, bottom }: Box): string {
  const [x, y, width, height] = [left, top, right - left, bottom - top].map(round)
  return `x="${x}" y="${y}" width="${width}" height="${height}"`
}

function shapeToSvg(shape: Shape): string {
  const common =
    (shape.opacity === undefined ? '' : ` opacity="${round(shape.opacity)}"`) +
    (shape.clip ? ` clip-path="url(#${clipName(shape.clip)})"` : '')
  switch (shape.kind) {
    case 'line': {
      const dash = shape.dash?.length ? ` stroke-dasharray="${shape.dash.join(' ')}"` : ''
      return (
        `<path d="${pathOf(shape.points)}" fill="none" stroke="${shape.stroke}"` +
        ` stroke-width="${round(shape.width)}" stroke-linejoin="round"${dash}${common}/>`
      )
    }
    case 'area':
      return `<path d="${pathOf(shape.points)}Z" fill="${shape.fill}"${common}/>`
    case 'rectangle': {
      const stroke = shape.stroke ? ` stroke="${shape.stroke}"` : ''
      return `<rect ${boxToSvg(shape.box)} fill="${shape.fill ?? 'none'}"${stroke}${common}/>`
    }
    case 'dot': {
      const ring = shape.ring ? ` stroke="${shape.ring}" stroke-width="1.5"` : ''
      return `<circle cx="${round(shape.x)}" cy="${round(shape.y)}" r="${round(shape.radius)}" fill="${shape.fill}"${ring}${common}/>`
    }
    case 'text':
      return textToSvg(shape, common)
  }
}

function textToSvg(label: Label, common: string): string {
  const [x, y] = [round(label.x), round(label.y)]
  const anchor = label.anchor === 'start' ? '' : ` text-anchor="${label.anchor}"`
  const bold = label.bold ? ` font-weight="${BOLD}"` : ''
  const turned = label.turned ? ` transform="rotate(-90 ${x} ${y})"` : ''
  const halo = label.halo
    ? ` stroke="${label.halo}" stroke-width="${HALO_WIDTH}" stroke-linejoin="round" paint-order="stroke"`
    : ''
  return (
    `<text x="${x}" y="${y}" dy="${round(label.size * 0.35)}" font-size="${round(label.size)}"` +
    ` fill="${label.fill}"${halo}${anchor}${bold}${turned}${common}>${escape(label.text)}</text>`
  )
}

function pathOf(points: ArrayLike<number>): string {
  const parts: string[] = []
  let lifted = true
  for (let at = 0; at < points.length; at += 2) {
    if (Number.isNaN(points[at])) {
      lifted = true
      continue
    }
    parts.push(`${lifted ? 'M' : 'L'}${round(points[at])} ${round(points[at + 1])}`)
    lifted = false
  }
  return parts.join('')
}
