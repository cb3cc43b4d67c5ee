export const datasetsPart = 0
