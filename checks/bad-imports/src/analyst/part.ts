export const analystPart = 0
