export const mainPart = 0
