export const helper = 0
