import type { Point, Stroke } from './digit-strokes'
import { PENS } from './digit-image'

/**
 * Ten digits as a hand might write them on the pad: for tests, which draw them with the mouse. Each
 * digit is a list of strokes, each stroke the places that the pen passes, x and y in pad units.
 */
const PATHS: Record<number, [x: number, y: number][][]> = {
  0: [
    [
      [15, 6],
      [11, 7.5],
      [9, 12],
      [9.5, 17.5],
      [12.5, 21.5],
      [16.5, 21],
      [19.5, 16.5],
      [19.5, 10.5],
      [17.5, 6.8],
      [14.5, 6]
    ]
  ],
  1: [
    [
      [15, 5],
      [14.5, 11],
      [13.8, 17],
      [13.2, 23]
    ]
  ],
  2: [
    [
      [9, 9],
      [11, 6.2],
      [15, 5.6],
      [17.8, 8],
      [17, 12],
      [13, 17],
      [8.5, 22],
      [13, 21.6],
      [19.5, 22]
    ]
  ],
  3: [
    [
      [9.5, 7],
      [13, 5.5],
      [17.2, 7],
      [16.8, 10.8],
      [12.8, 13.4],
      [17.4, 15],
      [18.2, 19],
      [14.5, 22.4],
      [9, 21]
    ]
  ],
  4: [
    [
      [10.5, 6],
      [9.6, 10],
      [9, 14.2],
      [13.5, 14.6],
      [19, 14]
    ],
    [
      [18.2, 6.2],
      [17.4, 12],
      [16.6, 18],
      [16, 23]
    ]
  ],
  5: [
    [
      [11, 6.4],
      [10.4, 9.5],
      [9.8, 13],
      [13.5, 12],
      [17.4, 14],
      [17.8, 18.4],
      [14.5, 21.8],
      [9, 21.4]
    ],
    [
      [11, 6.2],
      [14.5, 6.2],
      [18.6, 5.8]
    ]
  ],
  6: [
    [
      [16.5, 5.4],
      [12.5, 9],
      [9.6, 14.5],
      [9.8, 19.5],
      [13, 22.4],
      [17, 20.6],
      [17.6, 16.8],
      [14.6, 14.6],
      [10.6, 17]
    ]
  ],
  7: [
    [
      [8.5, 7.4],
      [13, 7],
      [19, 6.4],
      [17, 11],
      [14.6, 16.5],
      [12.6, 23]
    ]
  ],
  8: [
    [
      [17.6, 8],
      [14, 5.6],
      [10.4, 8],
      [12, 11.6],
      [16.2, 15],
      [17.4, 19.4],
      [14, 22.4],
      [10.2, 20],
      [11.6, 15.6],
      [16.2, 11.4],
      [17.8, 8.2]
    ]
  ],
  9: [
    [
      [17.6, 9],
      [14.4, 6],
      [10.4, 8],
      [10.2, 12],
      [13.6, 13.6],
      [17, 11.4],
      [17.8, 8.6],
      [17.2, 14],
      [16.2, 19],
      [15.4, 23]
    ]
  ]
}

/** Points between two places, so that the pen draws curves instead of corners. */
const POINTS_BETWEEN = 8

/** A curve through all places (a uniform Catmull-Rom spline). */
function curveThrough(places: readonly [number, number][]): Point[] {
  const curve: Point[] = []
  const place = (index: number): [number, number] =>
    places[Math.min(Math.max(index, 0), places.length - 1)]
  for (let index = 0; index < places.length - 1; index++) {
    for (let part = 0; part < POINTS_BETWEEN; part++) {
      const t = part / POINTS_BETWEEN
      const along = (axis: 0 | 1): number => {
        const [a, b, c, d] = [-1, 0, 1, 2].map((offset) => place(index + offset)[axis])
        return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
      }
      curve.push({ x: along(0), y: along(1) })
    }
  }
  const [x, y] = place(places.length - 1)
  return [...curve, { x, y }]
}

/** The strokes of one digit, 0 to 9. */
export function handwritten(digit: number): Stroke[] {
  return PATHS[digit].map((places) => ({ points: curveThrough(places), width: PENS.medium }))
}
