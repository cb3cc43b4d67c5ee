export const bundlePart = 0
