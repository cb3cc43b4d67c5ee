export const useRuns = 0
