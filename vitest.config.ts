import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
// on Node 20 the reporter cannot show a failing test without it
import './scripts/checking/map-group-by.mjs'

export default defineConfig({
  plugins: [vue()],
  test: {
    include: ['src/**/*.test.ts', 'scripts/**/*.test.mjs', 'bench/*.test.mjs'],
    environment: 'node',
    testTimeout: 60_000
  }
})
