/** From where a surface is looked at. Angles in radians. */
export interface Camera {
  /** Around the vertical axis; 0: x to the right, y away from the eye. */
  azimuth: number
  /** Above the ground: 0 is level with it, π/2 straight down. */
  elevation: number
}

/** Between level with the ground and straight down: from below a surface cannot be read. */
export const LOWEST_ELEVATION = 0.1
export const HIGHEST_ELEVATION = Math.PI / 2

export const FIRST_CAMERA: Camera = { azimuth: -0.6, elevation: 0.62 }

/** Turned by so much, kept above the ground and within one turn. */
export function turn({ azimuth, elevation }: Camera, around: number, up: number): Camera {
  const full = 2 * Math.PI
  const turned = (((azimuth + around) % full) + full) % full
  return {
    azimuth: turned > Math.PI ? turned - full : turned,
    elevation: Math.min(HIGHEST_ELEVATION, Math.max(LOWEST_ELEVATION, elevation + up))
  }
}

/** Where the eye is, in lengths of the view: x to the right, y upwards, depth away from the eye. */
export interface Seen {
  x: number
  y: number
  depth: number
}

/**
 * A parallel projection of a point with coordinates -1 … 1 along both axes and a height 0 … 1: lines
 * that are parallel stay so, and heights can be compared wherever they stand.
 */
export function project(camera: Camera, x: number, y: number, height: number): Seen {
  const [sine, cosine] = [Math.sin(camera.azimuth), Math.cos(camera.azimuth)]
  const [rise, level] = [Math.sin(camera.elevation), Math.cos(camera.elevation)]
  const away = x * sine + y * cosine
  const up = height - 0.5
  return { x: x * cosine - y * sine, y: away * rise + up * level, depth: away * level - up * rise }
}

/**
 * In which order the columns and the rows of a grid are painted, from the far ones to the near ones:
 * with a parallel projection from above, no cell then covers one that is nearer.
 */
export function paintersOrder({ azimuth }: Camera): { fromLeft: boolean; fromBelow: boolean } {
  // depth grows with x by the sine, and with y by the cosine
  return { fromLeft: Math.sin(azimuth) < 0, fromBelow: Math.cos(azimuth) < 0 }
}
