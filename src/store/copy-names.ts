/** What the name of a copy of the library ends in until it was read through. */
export const UNFINISHED = '.unfinished'
