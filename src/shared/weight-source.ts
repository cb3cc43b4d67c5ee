import { z } from './zod'

/** Whose weights answer. */
export const weightSource = z.strictObject({
  runId: z.number().int().positive(),
  /** A stored checkpoint, the last stored one, or the weights of this moment of a run under way. */
  checkpoint: z.union([z.number().int().positive(), z.literal('last'), z.literal('live')])
})
export type WeightSource = z.infer<typeof weightSource>
