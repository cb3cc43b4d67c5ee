import { readFileSync } from 'node:fs'
import type { BuildInfo } from '../shared/build'
import { z } from '../shared/zod'

const packageSchema = z.object({
  /** Written while packaging. */
  downhill: z.object({ testBuild: z.boolean(), signed: z.boolean() }).optional(),
  /** In the checkout: the Electron that the program is meant for. */
  devDependencies: z.object({ electron: z.string() }).optional()
})

interface Running {
  /** The program's own package.json. */
  file: string
  isPackaged: boolean
  platform: NodeJS.Platform
  /** The version of Electron that it runs on. */
  electron: string
}

/**
 * What kind of program this is. Nothing passes for a release that does not say so itself: a package
 * without its marks counts as a test build.
 */
export function readBuild({ file, isPackaged, platform, electron }: Running): BuildInfo {
  const { downhill, devDependencies } = readPackage(file)
  if (!isPackaged) {
    return { packaged: false, testBuild: devDependencies?.electron !== electron, unsigned: false }
  }
  return {
    packaged: true,
    testBuild: downhill?.testBuild ?? true,
    // on Linux nobody asks: there the place that a package comes from vouches for it
    unsigned: platform !== 'linux' && !downhill?.signed
  }
}

function readPackage(file: string): z.infer<typeof packageSchema> {
  try {
    return packageSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return {}
  }
}
