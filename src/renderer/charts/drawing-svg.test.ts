// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import type { Drawing, Shape } from './drawing'
import { drawingToSvg } from './drawing-svg'

const clip = { left: 10, top: 0, right: 90, bottom: 50.5 }

function draw(...shapes: Shape[]): Drawing {
  return { width: 100, height: 60, fontFamily: '"A b", sans', shapes }
}

function parse(svg: string): Document {
  return new DOMParser().parseFromString(svg, 'image/svg+xml')
}

describe('drawingToSvg', () => {
  it('writes paths, and lifts the pen at gaps', () => {
    const points = [0, 1, 2.345, 3, Number.NaN, Number.NaN, 4, 5, 6, 7]
    const svg = drawingToSvg(
      draw({ kind: 'line', points, stroke: 'rgb(1, 2, 3)', width: 2, dash: [7, 4], clip }),
      'Cost'
    )
    expect(svg).toContain('d="M0 1L2.35 3M4 5L6 7"')
    expect(svg).toContain('stroke-dasharray="7 4"')
    expect(svg).toContain('clip-path="url(#clip-10-0-90-50_5)"')
    expect(svg).toContain('<clipPath id="clip-10-0-90-50_5"><rect x="10" y="0" width="80"')
  })

  it('escapes names, whatever they are', () => {
    const text = '</text><script>alert("ä & b")</script>\u0000\ud800'
    const svg = drawingToSvg(
      draw({ kind: 'text', text, x: 1, y: 2, anchor: 'start', size: 10, fill: 'rgb(0, 0, 0)' }),
      text
    )
    const parsed = parse(svg)
    expect(parsed.querySelector('script')).toBeNull()
    expect(parsed.querySelector('text')?.textContent).toBe('</text><script>alert("ä & b")</script>')
    expect(parsed.querySelector('title')?.textContent).toBe(
      '</text><script>alert("ä & b")</script>'
    )
    expect(parsed.documentElement.getAttribute('font-family')).toBe('"A b", sans')
  })

  it('needs no style sheet and no bitmap', () => {
    const svg = drawingToSvg(
      draw(
        { kind: 'area', points: [0, 0, 1, 1, 2, 0], fill: 'rgb(1, 1, 1)', opacity: 0.2 },
        { kind: 'rectangle', box: clip, fill: 'rgb(1, 1, 1)', stroke: 'rgb(2, 2, 2)' },
        { kind: 'dot', x: 1, y: 2, radius: 3, fill: 'rgb(1, 1, 1)', ring: 'rgb(2, 2, 2)' },
        {
          kind: 'text',
          text: 'y',
          x: 5,
          y: 6,
          anchor: 'middle',
          size: 10,
          fill: 'rgb(1, 1, 1)',
          turned: true,
          bold: true,
          halo: 'rgb(3, 3, 3)'
        }
      ),
      'all'
    )
    expect(svg).not.toMatch(/style|<image|class=/)
    expect(svg).toContain('d="M0 0L1 1L2 0Z"')
    expect(svg).toContain('opacity="0.2"')
    expect(svg).toContain('transform="rotate(-90 5 6)"')
    expect(svg).toContain('paint-order="stroke"')
    expect(parse(svg).querySelectorAll('path, rect, circle, text')).toHaveLength(4)
  })
})
