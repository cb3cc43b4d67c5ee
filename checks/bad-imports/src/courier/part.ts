export const courierPart = 0
