export const enginePart = 0
