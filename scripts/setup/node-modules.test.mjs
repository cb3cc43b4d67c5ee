import { expect, test } from 'vitest'
import { fulfilsLock } from './node-modules.mjs'

const vue = { version: '3.5.45', integrity: 'sha512-vue' }
const forMac = { version: '1.0.0', integrity: 'sha512-mac', optional: true }
const lock = {
  packages: { '': { name: 'downhill' }, 'node_modules/vue': vue, 'node_modules/mac': forMac }
}
const fulfilledBy = (packages) => fulfilsLock(lock, { packages })

test('everything is there', () => {
  expect(fulfilledBy({ 'node_modules/vue': vue, 'node_modules/mac': forMac })).toBe(true)
})

test('what is for other systems only may be missing', () => {
  expect(fulfilledBy({ 'node_modules/vue': vue })).toBe(true)
})

test('nothing else may be missing', () => {
  expect(fulfilledBy({ 'node_modules/mac': forMac })).toBe(false)
})

test('another version or other contents are not enough', () => {
  expect(fulfilledBy({ 'node_modules/vue': { ...vue, version: '3.5.44' } })).toBe(false)
  expect(fulfilledBy({ 'node_modules/vue': { ...vue, integrity: 'sha512-other' } })).toBe(false)
})
