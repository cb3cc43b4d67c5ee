import { DownhillError } from '../shared/errors'
import { parseJson } from '../shared/parse-json'
import { LONGEST_NAME, singleLine } from '../shared/transfer'
import { z } from '../shared/zod'
import { damaged } from './damage'

export const FORMAT = 'downhill'
/** Raised whenever an older program could misread what a newer one writes. */
export const FORMAT_VERSION = 1
export const MANIFEST = 'manifest.json'

const programVersion = singleLine(40)

const manifestSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(FORMAT_VERSION),
  /** Version of the program that wrote the file. */
  program: programVersion,
  exportedAt: z.iso.datetime(),
  /** Who exported it, where that was said. */
  author: singleLine(LONGEST_NAME).nullable(),
  /** Everything else in the file. */
  entries: z.array(
    z.strictObject({
      name: singleLine(200),
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
  program: programVersion
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
  try {
    return parseJson(bytes)
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
  const isMissing = issue.code === 'invalid_type' && at(value, issue.path) === undefined
  throw damaged(
    isMissing
      ? `${name}: ${place} is missing`
      : `${name}: ${place} is not as it must be (${issue.message})`
  )
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => Reflect.get(Object(inner), key), value)
}
