import { expect, test } from '../fixtures'
import type { Program } from '../program'

// a refused attempt is an error in the page's console, and here it is the point
test.use({ pageStaysQuiet: false })

const answers = (program: Program, addresses: string[]): Promise<(number | string)[]> =>
  program.electron.evaluate(
    ({ net }, list) =>
      Promise.all(list.map((address) => net.fetch(address).then(({ status }) => status, String))),
    addresses
  )

test('gives the page an origin of its own', async ({ program }) => {
  expect(await program.page.evaluate(() => [location.origin, isSecureContext])).toEqual([
    'downhill://app',
    true
  ])
})

test('serves the page, and nothing outside its folder', async ({ program }) => {
  expect(await answers(program, ['downhill://app/index.html'])).toEqual([200])
  const escapes = [
    '../main/index.js',
    '%2e%2e/main/index.js',
    '..%2fmain/index.js',
    'assets/..%2f..%2fmain%2findex.js',
    '..\\main\\index.js',
    '..%5cmain%5cindex.js',
    'index.html%00.js',
    '/etc/passwd',
    '%2fetc%2fpasswd',
    'file:///etc/passwd',
    'C:/Windows/win.ini',
    '',
    'assets/'
  ].map((path) => `downhill://app/${path}`)
  expect(await answers(program, [...escapes, 'downhill://other/index.html'])).toEqual(
    Array(escapes.length + 1).fill(404)
  )
})

test('does not open files to the page', async ({ program }) => {
  const read = await program.page.evaluate(() =>
    fetch('file:///etc/passwd').then(
      () => 'read',
      () => 'refused'
    )
  )
  expect(read).toBe('refused')
})
