/** The run that an address names; NaN, the number of no run, for anything else that is typed there. */
export const runIdOf = (word: string): number => (/^\d+$/.test(word) ? Number(word) : NaN)
