import { z } from '../shared/zod'
import { LONGEST_PATH, MOST_OPENED } from './file-names'

/** Paths as another start of the program, or the preload script, hands them over. */
export const pathsSchema = z.array(z.string().min(1).max(LONGEST_PATH)).max(MOST_OPENED)

const handover = z.object({ files: z.base64() })

/** What a second start of the program hands to the first: Electron loses all of it where a letter is beyond Latin-1. */
export function handOver(paths: readonly string[]): { files: string } {
  return { files: Buffer.from(JSON.stringify(paths)).toString('base64') }
}

/** The paths that another start handed over; none, if it was not `handOver` that wrote them. */
export function handedOver(data: unknown): string[] {
  const { data: given } = handover.safeParse(data)
  if (!given) return []
  try {
    return pathsSchema.parse(JSON.parse(Buffer.from(given.files, 'base64').toString()))
  } catch {
    return []
  }
}
