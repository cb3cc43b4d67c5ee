import { expect, test } from 'vitest'
import { whyNodeIsTooOld } from './program.mjs'

test('refuses what is older than 20.19', () => {
  expect(whyNodeIsTooOld('18.20.8')).toContain('Node 20.19 or newer, and this is Node 18.20.8')
  expect(whyNodeIsTooOld('20.18.3')).toBeDefined()
})

test('accepts what is not', () => {
  expect(['20.19.0', '20.20.2', '22.0.0', '100.1.0'].map(whyNodeIsTooOld)).toEqual(
    Array(4).fill(undefined)
  )
})
