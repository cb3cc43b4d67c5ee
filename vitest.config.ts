import { readdirSync, readFileSync } from 'node:fs'
import vue from '@vitejs/plugin-vue'
import { configDefaults, defineConfig } from 'vitest/config'
// on Node 20 the reporter cannot show a failing test without it
import './scripts/checking/map-group-by.mjs'

const INCLUDE = ['src/**/*.test.ts', 'scripts/**/*.test.mjs', 'bench/*.test.mjs']

/** What a test file says when it puts something else in the place of the clock, of a module or of a global. */
const REPLACES = /\bvi\.(useFakeTimers|mock|doMock|resetModules|spyOn|stubGlobal|stubEnv)\(/

const alone = ['src', 'scripts', 'bench'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.test\.(ts|mjs)$/.test(path) && REPLACES.test(readFileSync(path, 'utf8')))
)

export default defineConfig({
  plugins: [vue()],
  test: {
    testTimeout: 60_000,
    // to load the sources anew for each file takes longer than most of the tests
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: INCLUDE,
          exclude: [...configDefaults.exclude, ...alone],
          isolate: false,
          unstubGlobals: true
        }
      },
      { extends: true, test: { name: 'alone', include: alone } }
    ]
  }
})
