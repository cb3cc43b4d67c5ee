import { PENS } from '../../../shared/digit-image'
import type { Point, Stroke } from '../../../shared/digit-strokes'

/**
 * Things that are no digits, drawn for the pad (x to the right, y down, 0..28): letters and shapes
 * that look like no digit to anybody, so that whatever the network answers is nonsense.
 */
export const NO_DIGITS = [
  'letterA',
  'letterB',
  'letterK',
  'letterR',
  'letterW',
  'omega',
  'heart',
  'star',
  'house',
  'face',
  'wave',
  'arrow',
  'hash',
  'spiral',
  'scribble',
  'dots'
] as const
export type NoDigit = (typeof NO_DIGITS)[number]

type Path = [x: number, y: number][]

/** Points along a curve, t from 0 to 1. */
function along(stops: number, at: (t: number) => [x: number, y: number]): Path {
  return Array.from({ length: stops + 1 }, (_, stop) => at(stop / stops))
}

const arc = (x: number, y: number, radius: number, from: number, to: number): Path =>
  along(24, (t) => {
    const angle = 2 * Math.PI * (from + t * (to - from))
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]
  })

const circle = (x: number, y: number, radius: number): Path => arc(x, y, radius, 0, 1)

const PATHS: Record<NoDigit, readonly Path[]> = {
  letterA: [
    [
      [7, 23],
      [14, 5],
      [21, 23]
    ],
    [
      [9.7, 16.5],
      [18.3, 16.5]
    ]
  ],
  letterB: [
    [
      [9, 5],
      [9, 23]
    ],
    [[9, 5], ...arc(13, 9.2, 4.2, -0.25, 0.25), [9, 13.4]],
    [[9, 13.4], ...arc(14, 18.2, 4.8, -0.25, 0.25), [9, 23]]
  ],
  letterK: [
    [
      [9, 5],
      [9, 23]
    ],
    [
      [19, 5],
      [9, 14.5],
      [20, 23]
    ]
  ],
  letterR: [
    [
      [9, 23],
      [9, 5]
    ],
    [[9, 5], ...arc(14, 9.5, 4.5, -0.25, 0.25), [9, 14], [19.5, 23]]
  ],
  letterW: [
    [
      [5, 6],
      [9, 22],
      [14, 9],
      [19, 22],
      [23, 6]
    ]
  ],
  omega: [[[6, 23], [11, 23], ...arc(14, 13, 7.6, 0.34, 1.16), [17, 23], [22, 23]]],
  heart: [
    along(40, (t) => {
      const angle = 2 * Math.PI * t
      return [
        14 + 0.6 * 16 * Math.sin(angle) ** 3,
        13 -
          0.6 *
            (13 * Math.cos(angle) -
              5 * Math.cos(2 * angle) -
              2 * Math.cos(3 * angle) -
              Math.cos(4 * angle))
      ]
    })
  ],
  star: [
    along(5, (t) => {
      const angle = 4 * Math.PI * t - Math.PI / 2
      return [14 + 10 * Math.cos(angle), 14.5 + 10 * Math.sin(angle)]
    })
  ],
  house: [
    [
      [7, 23],
      [7, 13],
      [14, 5],
      [21, 13],
      [21, 23],
      [7, 23]
    ],
    [
      [12, 23],
      [12, 17],
      [16, 17],
      [16, 23]
    ]
  ],
  face: [
    circle(14, 14, 9.5),
    circle(10.5, 11, 0.4),
    circle(17.5, 11, 0.4),
    arc(14, 14, 5.5, 0.08, 0.42)
  ],
  wave: [
    along(40, (t) => [4 + 20 * t, 10 + 3 * Math.sin(6 * Math.PI * t)]),
    along(40, (t) => [4 + 20 * t, 18 + 3 * Math.sin(6 * Math.PI * t)])
  ],
  arrow: [
    [
      [5, 21],
      [22, 7]
    ],
    [
      [13, 6],
      [22, 7],
      [20.5, 16]
    ]
  ],
  hash: [
    [
      [11, 5],
      [9, 23]
    ],
    [
      [19, 5],
      [17, 23]
    ],
    [
      [5, 11],
      [23, 11]
    ],
    [
      [5, 17.5],
      [23, 17.5]
    ]
  ],
  spiral: [
    along(80, (t) => {
      const angle = 6.5 * Math.PI * t
      return [14 + 10 * t * Math.cos(angle), 14 + 10 * t * Math.sin(angle)]
    })
  ],
  scribble: [
    along(120, (t) => [
      14 + 9 * Math.sin(2 * Math.PI * 5 * t + 1) * Math.cos(7 * t),
      14 + 9 * Math.sin(2 * Math.PI * 3.3 * t) * Math.cos(4 * t + 2)
    ])
  ],
  dots: [
    [[7, 7]],
    [[14, 6]],
    [[21, 8]],
    [[6, 14]],
    [[14, 14]],
    [[22, 15]],
    [[8, 21]],
    [[15, 22]],
    [[21, 21]]
  ]
}

/** As the pad would hold it, drawn with the medium pen. */
export function strokesOf(name: NoDigit): Stroke[] {
  return PATHS[name].map((path) => ({
    points: path.map(([x, y]): Point => ({ x, y })),
    width: PENS.medium
  }))
}
