import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds package.json. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** The folder that npm fills. */
export const nodeModules = join(root, 'node_modules')

/** The folder that the build fills; nothing in it is written by hand. */
export const out = join(root, 'out')

/** The reports of the test runners, from which the tests are counted. */
export const reports = join(out, 'reports')
