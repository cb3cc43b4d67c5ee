export const trainerPart = 0
