import { DUEL_LIMITS, USUAL_DUEL, type DuelSettings } from '../../../shared/duel'

/** Settings as they are typed: half a number is none yet. */
export interface DuelDraft {
  fraction: number
  seed: string
  images: string
  epochs: string
}

const FIELDS = ['seed', 'images', 'epochs'] as const

export function draftOf({ fraction, seed, images, epochs }: DuelSettings): DuelDraft {
  return { fraction, seed: String(seed), images: String(images), epochs: String(epochs) }
}

export const usualDraft = (): DuelDraft => draftOf(USUAL_DUEL)

/** `settings` is null while there is something wrong with a field. */
export function readDuelDraft(draft: DuelDraft): {
  settings: DuelSettings | null
  problems: (typeof FIELDS)[number][]
} {
  const read = (text: string): number => (/^\d+$/.test(text.trim()) ? Number(text) : NaN)
  const settings: DuelSettings = {
    fraction: draft.fraction,
    seed: read(draft.seed),
    images: read(draft.images),
    epochs: read(draft.epochs)
  }
  const problems = FIELDS.filter((field) => {
    const { min, max } = DUEL_LIMITS[field]
    return !(settings[field] >= min && settings[field] <= max)
  })
  return { settings: problems.length === 0 ? settings : null, problems }
}
