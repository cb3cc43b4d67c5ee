/** Who may import whom. Each rule is seen to work by the fixture under checks/bad-imports. */

const { readdirSync } = require('node:fs')
const { join } = require('node:path')

// the folder that holds the layers: the program itself, or the fixture that breaks every rule
const ROOT = '^(checks/bad-imports/)?src'

// tests and their helpers may use what the program may not
const TESTS = '[.]test[.]ts$|/testing/'

const layers = {
  shared: [],
  engine: ['shared'],
  datasets: ['shared', 'engine'],
  store: ['shared', 'engine'],
  trainer: ['shared', 'engine', 'datasets'],
  analyst: ['shared', 'engine', 'datasets'],
  bundle: ['shared'],
  courier: ['shared', 'engine', 'datasets', 'store', 'bundle'],
  supervisor: ['shared', 'store'],
  cli: ['shared', 'engine', 'datasets', 'store', 'bundle', 'courier', 'supervisor'],
  main: ['shared', 'engine', 'datasets', 'store', 'bundle', 'courier', 'supervisor'],
  preload: ['shared'],
  renderer: ['shared']
}

const everyLayer = Object.keys(layers)

const layerRules = everyLayer.map((layer) => ({
  name: `${layer}-imports`,
  severity: 'error',
  comment: `src/${layer} may import only: ${[layer, ...layers[layer]].join(', ')}`,
  from: { path: `${ROOT}/${layer}/` },
  to: {
    path: `${ROOT}/`,
    pathNot: `${ROOT}/(${[layer, ...layers[layer]].join('|')})/`
  }
}))

/**
 * Inside the window: views -> components -> composables -> api; and no sideways imports between views.
 * charts, surface and descent are pure: what can be reckoned and tested without a page.
 */
const rendererOrder = {
  api: [],
  composables: ['api'],
  components: ['composables', 'charts', 'surface', 'descent'],
  charts: [],
  surface: ['charts'],
  descent: ['charts', 'surface']
}
const rendererRules = Object.entries(rendererOrder).map(([part, below]) => ({
  name: `renderer-${part}-imports`,
  severity: 'error',
  comment: `src/renderer/${part} may import only: ${[part, ...below].join(', ')}`,
  from: { path: `${ROOT}/renderer/${part}[./]` },
  to: {
    path: `${ROOT}/renderer/(views|components|composables|charts|surface|descent|api|App|main)[./]`,
    pathNot: `${ROOT}/renderer/(${[part, ...below].join('|')})[./]`
  }
}))

/** A view is a file XView.vue and, for its own parts, a folder x beside it. */
const VIEW_FOLDERS = ['src/renderer/views', 'checks/bad-imports/src/renderer/views']
const viewFiles = VIEW_FOLDERS.flatMap((folder) => readdirSync(join(__dirname, folder))).filter(
  (file) => file.endsWith('View.vue')
)
const viewRules = [...new Set(viewFiles)].map((file) => {
  const folder = file[0].toLowerCase() + file.slice(1, -'View.vue'.length)
  const itself = `${ROOT}/renderer/views/(${file.replace('.', '[.]')}$|${folder}/)`
  return {
    name: 'views-do-not-import-views',
    severity: 'error',
    comment: 'a view that needs a part of another view: move that part to components',
    from: { path: itself },
    to: { path: `${ROOT}/renderer/views/`, pathNot: itself }
  }
})

module.exports = {
  forbidden: [
    ...layerRules,
    ...rendererRules,
    ...viewRules,
    {
      name: 'electron-only-in-main-and-preload',
      severity: 'error',
      comment: 'every other layer runs without Electron',
      from: { path: `${ROOT}/`, pathNot: `${ROOT}/(main|preload)/` },
      to: { path: '(^|/)node_modules/electron(/|$)|^electron$' }
    },
    {
      name: 'shared-imports-only-zod',
      severity: 'error',
      comment: 'shared runs anywhere: no Node, no browser, no library but zod',
      from: { path: `${ROOT}/shared/`, pathNot: TESTS },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'], pathNot: 'node_modules/zod/' }
    },
    {
      name: 'engine-is-pure',
      severity: 'error',
      comment: 'the numerical core has no clock and no files',
      from: { path: `${ROOT}/engine/`, pathNot: TESTS },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'] }
    },
    {
      name: 'bundle-needs-only-fflate',
      severity: 'error',
      comment: 'what reads files from strangers stays small enough to be read through',
      from: { path: `${ROOT}/bundle/`, pathNot: TESTS },
      to: { dependencyTypes: ['npm', 'npm-dev'], pathNot: 'node_modules/fflate/' }
    },
    {
      name: 'page-has-no-node',
      severity: 'error',
      comment: 'the window is sandboxed: what needs Node is asked of the main process',
      from: { path: `${ROOT}/renderer/`, pathNot: TESTS },
      to: { dependencyTypes: ['core'] }
    },
    {
      name: 'pure-parts-of-the-page-know-no-vue',
      severity: 'error',
      comment:
        'pictures and descents are reckoned by plain functions, which tests call without a page',
      from: { path: `${ROOT}/renderer/(charts|surface|descent)/`, pathNot: TESTS },
      to: { path: 'node_modules/(@?vue|@intlify)' }
    },
    {
      name: 'program-imports-no-tests',
      severity: 'error',
      comment: 'what helps the tests stays out of the program',
      from: { path: `${ROOT}/`, pathNot: TESTS },
      to: { path: TESTS }
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'files that import each other in a ring cannot be understood one at a time',
      from: {},
      to: { circular: true }
    },
    {
      name: 'no-unresolved',
      severity: 'error',
      comment: 'an import that leads nowhere is seen by no other rule',
      from: {},
      to: { couldNotResolve: true, pathNot: '[?]' }
    }
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'src/engine/wasm/assembly' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    // also packages that are offered as modules only
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default']
    }
  }
}
