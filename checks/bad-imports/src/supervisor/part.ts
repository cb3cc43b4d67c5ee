export const supervisorPart = 0
