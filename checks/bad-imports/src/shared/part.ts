export const sharedPart = 0
