import js from '@eslint/js'
import prettier from 'eslint-config-prettier'
import vue from 'eslint-plugin-vue'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

const nodeGlobals = Object.fromEntries(
  [
    'process',
    'console',
    'Buffer',
    'performance',
    'setTimeout',
    'clearTimeout',
    'setImmediate',
    'URL',
    'WebAssembly',
    'setInterval',
    'clearInterval',
    'AbortController',
    'AbortSignal',
    'structuredClone'
  ].map((name) => [name, 'readonly'])
)

export default defineConfig([
  globalIgnores([
    'out/',
    'dist/',
    '**/generated/',
    'test-results/',
    'src/engine/wasm/assembly/',
    'checks/'
  ]),
  js.configs.recommended,
  tseslint.configs.strict,
  vue.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser } }
  },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { module: 'writable', require: 'readonly', __dirname: 'readonly' }
    },
    rules: { '@typescript-eslint/no-require-imports': 'off' }
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: nodeGlobals }
  },
  {
    files: ['**/*.{ts,vue}'],
    rules: {
      // TypeScript itself sees undefined names, and knows the globals of each runtime
      'no-undef': 'off',
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
      'vue/no-v-html': 'error',
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/define-macros-order': 'error',
      'vue/no-undef-components': ['error', { ignorePatterns: ['RouterLink', 'RouterView'] }],
      // every word a person reads comes from the message catalogue
      'vue/no-bare-strings-in-template': [
        'error',
        { allowlist: ['·', '×', '/', '(', ')', ',', ':', '—', '%', '–'] }
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error'
    }
  },
  prettier
])
