import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import VueI18n from '@intlify/unplugin-vue-i18n/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

const source = (path: string): string => resolve(import.meta.dirname, 'src', path)

/** The oldest runtime that must run the build: Electron 33 (see docs/decisions/electron.md). */
const NODE_TARGET = 'node20.18'
const CHROME_TARGET = 'chrome130'

/** KaTeX offers each of its fonts in three formats; the one browser that is shipped reads the first. */
const smallestFontsOnly: Plugin = {
  name: 'smallest-fonts-only',
  enforce: 'pre',
  transform: (code, id) =>
    /katex.*\.css/.test(id)
      ? code.replace(/,\s*url\([^)]*\)\s*format\("(?:woff|truetype)"\)/g, '')
      : undefined
}

/**
 * Notes which files went into a part of the program, their licences being due to be shipped with it
 * (scripts/licences). Style sheets leave no code in the bundle, so of them every one is noted.
 */
const noteSources = (part: string): Plugin => ({
  name: 'note-sources',
  generateBundle(_options, bundle) {
    const bundled = Object.values(bundle).flatMap((output) =>
      output.type === 'chunk'
        ? Object.entries(output.modules).flatMap(([id, { renderedLength }]) =>
            renderedLength > 0 ? [id] : []
          )
        : output.originalFileNames.map((name) => resolve(source('renderer'), name))
    )
    const styles = [...this.getModuleIds()].filter((id) => /\.css(\?|$)/.test(id))
    const folder = resolve(import.meta.dirname, 'out/sources')
    mkdirSync(folder, { recursive: true })
    const noted = [...new Set([...bundled, ...styles])].sort()
    writeFileSync(join(folder, `${part}.json`), `${JSON.stringify(noted, null, 2)}\n`)
  }
})

export default defineConfig({
  main: {
    plugins: [noteSources('main')],
    build: {
      target: NODE_TARGET,
      rolldownOptions: {
        input: {
          index: source('main/index.ts'),
          trainer: source('trainer/index.ts'),
          analyst: source('analyst/index.ts'),
          courier: source('courier/index.ts'),
          'store-worker': source('store/worker.ts'),
          cli: source('cli/index.ts')
        }
      },
      // zod runs in the main process from the bundle, so that the package needs one dependency only
      externalizeDeps: true
    }
  },
  preload: {
    plugins: [noteSources('preload')],
    build: {
      target: NODE_TARGET,
      rolldownOptions: {
        input: { index: source('preload/index.ts') },
        // a sandboxed preload script must be CommonJS
        output: { format: 'cjs', entryFileNames: '[name].cjs' }
      }
    }
  },
  renderer: {
    root: source('renderer'),
    build: {
      target: CHROME_TARGET,
      minify: true,
      // the content policy takes fonts from files alone, however small they are
      assetsInlineLimit: (file) => (file.endsWith('.woff2') ? false : undefined),
      rolldownOptions: { input: { index: source('renderer/index.html') } }
    },
    plugins: [
      vue(),
      noteSources('renderer'),
      smallestFontsOnly,
      // messages are compiled while building: the content policy forbids compiling them at run time
      VueI18n({ include: [source('renderer/locales/**')], runtimeOnly: true, strictMessage: true })
    ]
  }
})
