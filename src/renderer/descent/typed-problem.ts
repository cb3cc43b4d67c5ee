/** What is wrong with a typed formula. `at`: from which character on, counted from 1. */
export type FormulaProblem =
  | { kind: 'empty' | 'tooLong' | 'tooDeep' }
  /** It ends where more was due. */
  | { kind: 'ends'; at: number }
  /** Not to be understood from here on. */
  | { kind: 'unclear' | 'bracket'; at: number; part: string }
  | { kind: 'unknownName' | 'unknownFunction' | 'bareFunction'; at: number; part: string }
  /** Understood, but not a number: a comparison, a list, an assignment … */
  | { kind: 'noFormula'; at: number; part: string }

export const LONGEST_FORMULA = 100
