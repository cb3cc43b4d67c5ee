export const storePart = 0
