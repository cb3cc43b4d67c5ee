export const preloadPart = 0
