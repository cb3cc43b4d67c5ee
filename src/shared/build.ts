import { z } from './zod'

/** What a person should know of the program that they run, beyond its version. */
export interface BuildInfo {
  /** As it is handed out; else it runs from a checkout. */
  packaged: boolean
  /** It runs on another Electron than the one that it is meant for. */
  testBuild: boolean
  /** Windows and macOS know nothing of who made it, and warn. */
  unsigned: boolean
}

/** Work of others that is part of the program, as the build found it. */
const licenceSchema = z.object({
  name: z.string().min(1),
  version: z.string().nullable(),
  /** SPDX expression; LicenseRef-… where there is none for it. */
  licence: z.string().min(1),
  /** All that its licence asks to go along with it. */
  text: z.string().min(1)
})
export const licencesSchema = z.array(licenceSchema).min(1)
export type Licence = z.infer<typeof licenceSchema>
