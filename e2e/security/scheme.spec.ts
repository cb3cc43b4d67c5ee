import { expect, test } from '../one-window'
import { row } from '../trials'
import type { Program } from '../program'

// a refused attempt is an error in the page's console, and here it is the point
test.use({ pageStaysQuiet: false })

const answers = (program: Program, addresses: string[]): Promise<(number | string)[]> =>
  program.electron.evaluate(
    ({ net }, list) =>
      Promise.all(list.map((address) => net.fetch(address).then(({ status }) => status, String))),
    addresses
  )

test('The page has an origin of its own', row('9-11'), async ({ program }) => {
  expect(await program.page.evaluate(() => [location.origin, isSecureContext])).toEqual([
    'downhill://app',
    true
  ])
})

test('The page is served, and nothing outside its folder', row('9-11'), async ({ program }) => {
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

test('Files are not opened to the page', row('9-11'), async ({ program }) => {
  const read = await program.page.evaluate(() =>
    fetch('file:///etc/passwd').then(
      () => 'read',
      () => 'refused'
    )
  )
  expect(read).toBe('refused')
})
