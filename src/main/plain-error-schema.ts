import type { ErrorCode } from '../shared/errors'
import { z } from '../shared/zod'

/** An error that this program wrote down: whatever went wrong is told. */
export const plainErrorSchema = z.object({
  code: z.custom<ErrorCode>((code) => typeof code === 'string'),
  message: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()]))
})
