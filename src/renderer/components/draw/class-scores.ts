import { DRAWING_CLASSES, type DrawingList, type DrawingScore } from '../../../shared/drawings'

/** What a network makes of one of the drawings; null: it was not asked, or the drawing is newer. */
export interface Reading {
  centred: number
  raw: number
}

/** Of one class, or of all. */
export interface ClassScore {
  count: number
  /** Right answers; null where nothing answered. */
  centred: number | null
  raw: number | null
}

/** By the drawings' numbers. */
export function readingsOf({ ids, centred, raw }: DrawingScore): ReadonlyMap<number, Reading> {
  return new Map(Array.from(ids, (id, place) => [id, { centred: centred[place], raw: raw[place] }]))
}

/** For each class how many drawings there are, and how many of them are answered rightly. */
export function classScores(
  { ids, labels }: Pick<DrawingList, 'ids' | 'labels'>,
  readings: ReadonlyMap<number, Reading> | null
): ClassScore[] {
  const none = readings ? 0 : null
  const scores = Array.from({ length: DRAWING_CLASSES }, (): ClassScore => ({
    count: 0,
    centred: none,
    raw: none
  }))
  labels.forEach((label, place) => {
    const score = scores[label]
    const reading = readings?.get(ids[place])
    score.count++
    if (reading?.centred === label) score.centred = (score.centred ?? 0) + 1
    if (reading?.raw === label) score.raw = (score.raw ?? 0) + 1
  })
  return scores
}

/** All classes together. */
export function totalOf(scores: readonly ClassScore[]): ClassScore {
  const sum = (part: 'centred' | 'raw'): number | null =>
    scores.some((score) => score[part] === null)
      ? null
      : scores.reduce((total, score) => total + (score[part] ?? 0), 0)
  return {
    count: scores.reduce((total, { count }) => total + count, 0),
    centred: sum('centred'),
    raw: sum('raw')
  }
}
