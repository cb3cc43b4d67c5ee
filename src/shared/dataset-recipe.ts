import type { DatasetInfo } from './dataset'
import { z } from './zod'

/**
 * Data sets that are made, not kept: their id says how, so that the same id is the same data on
 * every machine: `moons:count=500,noise=0.1,seed=1`.
 */
export const POINT_SETS = ['moons', 'circles', 'spiral', 'xor', 'blobs'] as const
export const CURVES = ['wave', 'hill', 'step'] as const
export const RECIPE_NAMES = [...POINT_SETS, ...CURVES] as const
export type RecipeName = (typeof RECIPE_NAMES)[number]

export const RECIPE_LIMITS = {
  /** Examples in all; a fifth of them are for testing. */
  count: { min: 50, max: 10_000 },
  /** Standard deviation of what is added to each coordinate, or to a curve's heights. */
  noise: { min: 0, max: 1 },
  seed: { min: 0, max: 4_294_967_295 }
} as const

export interface Recipe {
  name: RecipeName
  count: number
  noise: number
  seed: number
}

/** Of those that are offered before anybody changed anything. */
const USUAL_RECIPE = { count: 500, noise: 0.1, seed: 1 } as const
/** The arms of a spiral lie closer together than the shapes of the others. */
const USUAL_SPIRAL_NOISE = 0.03

export function usualRecipe(name: RecipeName): Recipe {
  return { name, ...USUAL_RECIPE, ...(name === 'spiral' ? { noise: USUAL_SPIRAL_NOISE } : {}) }
}

const recipeSchema = z.strictObject({
  name: z.enum(RECIPE_NAMES),
  count: z.number().int().min(RECIPE_LIMITS.count.min).max(RECIPE_LIMITS.count.max),
  noise: z.number().min(RECIPE_LIMITS.noise.min).max(RECIPE_LIMITS.noise.max),
  seed: z.number().int().min(RECIPE_LIMITS.seed.min).max(RECIPE_LIMITS.seed.max)
})

/** The one id of a recipe; noise counts in hundredths. */
export function recipeId({ name, count, noise, seed }: Recipe): string {
  return `${name}:count=${count},noise=${Math.round(noise * 100) / 100},seed=${seed}`
}

/** The recipe that an id names; null for any other text, another spelling of a recipe included. */
export function parseRecipe(id: string): Recipe | null {
  const [, name, count, noise, seed] =
    /^([a-z]+):count=([\d.]+),noise=([\d.]+),seed=(\d+)$/.exec(id) ?? []
  const parsed = recipeSchema.safeParse({
    name,
    count: Number(count),
    noise: Number(noise),
    seed: Number(seed)
  })
  return parsed.success && recipeId(parsed.data) === id ? parsed.data : null
}

/** Of a spiral the arms: three, so that one set of points has neither two classes nor heaps. */
const CLASSES = { moons: 2, circles: 2, spiral: 3, xor: 2, blobs: 4 } as const satisfies Record<
  (typeof POINT_SETS)[number],
  number
>

export function isCurve(name: RecipeName): name is (typeof CURVES)[number] {
  return CURVES.some((curve) => curve === name)
}

/** What is known of a recipe's data set before it is made: all but its fingerprint. */
export function recipeInfo(recipe: Recipe): Omit<DatasetInfo, 'fingerprint'> {
  const { name, count } = recipe
  const testCount = Math.floor(count / 5)
  const shape = isCurve(name)
    ? ({ kind: 'curve', inputSize: 1, classes: 1 } as const)
    : ({ kind: 'points', inputSize: 2, classes: CLASSES[name] } as const)
  return {
    id: recipeId(recipe),
    origin: 'generated',
    name: null,
    trainingCount: count - testCount,
    testCount,
    ...shape,
    imageWidth: 0,
    imageHeight: 0,
    classNames: null
  }
}
