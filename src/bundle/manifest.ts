import { DownhillError } from '../shared/errors'
import { z } from '../shared/zod'
import { damaged } from './damage'

export const FORMAT = 'downhill'
/** Raised whenever an older program could misread what a newer one writes. */
export const FORMAT_VERSION = 1
export const MANIFEST = 'manifest.json'

/** Bytes; the longest run's record stays far below. */
export const MAX_JSON = 16 * 1024 ** 2

const manifestSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(FORMAT_VERSION),
  /** Version of the program that wrote the file. */
  program: z.string().max(40),
  exportedAt: z.iso.datetime(),
  /** Who exported it, where that was said. */
  author: z.string().max(120).nullable(),
  /** Everything else in the file. */
  entries: z.array(
    z.strictObject({
      name: z.string().max(200),
      size: z.number().int().min(0),
      sha256: z.string().regex(/^[0-9a-f]{64}$/)
    })
  )
})
export type Manifest = z.infer<typeof manifestSchema>

/** What can be read of the manifest of any version. */
const headSchema = z.object({
  format: z.literal(FORMAT),
  version: z.number().int().min(1),
  program: z.string()
})

/** @throws DownhillError 'bundle-newer', 'bundle-damaged'. */
export function readManifest(bytes: Uint8Array | undefined): Manifest {
  if (bytes === undefined) throw damaged(`${MANIFEST} is missing`)
  const value = readJson(bytes, MANIFEST)
  const head = headSchema.safeParse(value)
  if (!head.success) throw damaged(`${MANIFEST} does not name its format`)
  const { version, program } = head.data
  if (version > FORMAT_VERSION) {
    throw new DownhillError(
      'bundle-newer',
      `This file was written by Downhill ${program} in format ${version}; this Downhill reads up to format ${FORMAT_VERSION}. A newer Downhill opens it.`,
      { program, version, known: FORMAT_VERSION }
    )
  }
  return parseStrictly(manifestSchema, value, MANIFEST)
}

/** @throws DownhillError 'bundle-damaged'. */
export function readJson(bytes: Uint8Array, name: string): unknown {
  if (bytes.length > MAX_JSON) throw damaged(`${name} is larger than any that is written`)
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw damaged(`${name} cannot be read`)
  }
}

/** @throws DownhillError 'bundle-damaged', which names the first thing that is wrong. */
export function parseStrictly<Value>(
  schema: z.ZodType<Value>,
  value: unknown,
  name: string
): Value {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const place = issue.path.join('.') || 'the whole'
  throw damaged(`${name}: ${place} is not as it must be (${issue.message})`)
}
