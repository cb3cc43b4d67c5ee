export const cliPart = 0
