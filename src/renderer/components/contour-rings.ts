/** Points along one ring. */
const POINTS = 72

/**
 * Contour lines around a hollow at the origin, from the innermost out, as SVG paths. The outer the
 * ring, the more it follows the land around: a fixed sum of slow waves.
 */
export function contourRings(count: number): string[] {
  return Array.from({ length: count }, (_, ring) => {
    const radius = 12 + ring * 10.5
    const unevenness = ring / count
    const points = Array.from({ length: POINTS }, (_, index) => {
      const angle = (index / POINTS) * 2 * Math.PI
      const waves =
        0.16 * Math.sin(2 * angle + 0.7) + 0.11 * Math.sin(3 * angle + 2.1 + ring * 0.12)
      const reach = radius * (1 + unevenness * waves)
      return `${(reach * 1.45 * Math.cos(angle)).toFixed(1)} ${(reach * Math.sin(angle)).toFixed(1)}`
    })
    return `M${points.join('L')}Z`
  })
}
