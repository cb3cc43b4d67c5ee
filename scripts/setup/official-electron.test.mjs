import { expect, test } from 'vitest'
import { reasonIn } from './official-electron.mjs'

test('finds the cause in a stack trace', () => {
  const output = `TypeError: fetch failed
    at node:internal/deps/undici/undici:14900:13
  [cause]: Error: getaddrinfo ENOTFOUND github.com
    at GetAddrInfoReqWrap.onlookupall`
  expect(reasonIn(output)).toBe('getaddrinfo ENOTFOUND github.com')
})

test('takes the error where no cause is given', () => {
  expect(reasonIn('(node:1) Warning: old\nTypeError: fetch failed\n    at x')).toBe('fetch failed')
})

test('takes the first line where there is no error, and admits it where there is nothing', () => {
  expect(reasonIn('connection reset\nmore')).toBe('connection reset')
  expect(reasonIn('')).toBe('no reason given')
})
