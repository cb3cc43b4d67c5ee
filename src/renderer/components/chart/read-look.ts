import type { ChartLook } from '../../charts/chart-look'
import { COLOUR_ROLES, type ColourRole } from '../../charts/model'
import { readToken, remInPixels, resolveColours } from '../../composables/use-theme'

/** @see ChartLook.formatX */
export interface Formats {
  x: ChartLook['formatX']
  y: ChartLook['formatY']
}

type Tokens = Omit<ChartLook, 'formatX' | 'formatY' | 'ground'>

/** Asking for a token makes the browser work out all styles: once a change of appearance is enough. */
let onScreen: { appearance: number; tokens: Tokens } | undefined

let fontIsThere = false

/** Resolves when texts can be measured in the font; false: they could before, and nothing changes. */
export async function untilFontIsThere({ fontSize, fontFamily }: ChartLook): Promise<boolean> {
  if (fontIsThere) return false
  await document.fonts.load(`${fontSize}px ${fontFamily}`)
  // what was measured before is of another font
  if (!fontIsThere) onScreen = undefined
  fontIsThere = true
  return true
}

/** How charts look on the screen as it is now. */
export function screenLook(appearance: number, formats: Formats): ChartLook {
  if (onScreen?.appearance !== appearance) {
    const tokens = tokensIn(
      resolveColours(COLOUR_ROLES),
      Math.round(remInPixels() * 0.8125),
      Number.parseFloat(readToken('data-line'))
    )
    onScreen = { appearance, tokens }
  }
  return { ...onScreen.tokens, ground: 'paper', formatX: formats.x, formatY: formats.y }
}

function tokensIn(
  colours: Record<ColourRole, string>,
  fontSize: number,
  lineWidth: number
): Tokens {
  const fontFamily = readToken('font-sans')
  return { colours, fontFamily, fontSize, lineWidth, measure: textMeasure(fontFamily, fontSize) }
}

/** Widths of texts in a font, each measured once. */
function textMeasure(fontFamily: string, fontSize: number): (text: string) => number {
  const context = document.createElement('canvas').getContext('2d')
  const known = new Map<string, number>()
  return (text) => {
    let width = known.get(text)
    if (width === undefined) {
      if (context) context.font = `${fontSize}px ${fontFamily}`
      // without a canvas (in tests) about as wide as letters are
      width = context?.measureText(text).width ?? text.length * fontSize * 0.5
      // numbers that change all the time are not worth keeping for ever
      if (known.size > 1000) known.clear()
      known.set(text, width)
    }
    return width
  }
}

export const FIGURE_SCHEMES = ['light', 'dark'] as const
export type FigureScheme = (typeof FIGURE_SCHEMES)[number]

/** How a figure looks that leaves the program: light or dark, whatever the screen shows. */
export function figureLook(scheme: FigureScheme, formats: Formats, fontSize = 13): ChartLook {
  const tokens = tokensIn(resolveColours(COLOUR_ROLES, scheme), fontSize, fontSize / 6.5)
  return { ...tokens, ground: 'surface', formatX: formats.x, formatY: formats.y }
}
