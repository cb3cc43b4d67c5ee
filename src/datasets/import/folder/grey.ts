/** How bright a colour is seen (ITU-R BT.601); in the unit of its parts. */
export function luminance(red: number, green: number, blue: number): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue
}

/** @param grey 0..255 @param alpha 0: all of it is paper, 1: none */
export function onWhite(grey: number, alpha: number): number {
  return Math.round(alpha * grey + (1 - alpha) * 255)
}
