export const rendererPart = 0
