import { expect, test } from '../one-window'
import { row } from '../trials'

// a refused attempt is an error in the page's console, and here it is the point
test.use({ pageStaysQuiet: false })

test('The policy is the one intended', row('8'), async ({ program }) => {
  const response = await program.page.reload()
  expect(response?.headers()['content-security-policy']).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; " +
      "font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; " +
      "frame-ancestors 'none'"
  )
  expect(response?.headers()['x-content-type-options']).toBe('nosniff')
})

test('The page itself keeps within the policy', row('8'), async ({ program }) => {
  await program.page.reload()
  await program.page.getByRole('navigation').first().waitFor()
  await program.page.evaluate(() => document.fonts.ready)
  expect(program.problems).toEqual([])
})

test('Inline scripts, eval and compiled code are blocked', row('6-7'), async ({ program }) => {
  const ran = await program.page.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'window.inlineRan = true'
    document.body.append(script)
    const link = document.createElement('a')
    link.setAttribute('onclick', 'window.inlineRan = true')
    link.click()
    // the debugger may compile what it likes; what runs after this turn is the page's own again
    await new Promise((resolve) => setTimeout(resolve))
    const allowed = (compile: () => unknown): Promise<boolean> =>
      Promise.resolve()
        .then(compile)
        .then(
          () => true,
          () => false
        )
    const emptyModule = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])
    return {
      inline: 'inlineRan' in window,
      eval: await allowed(() => globalThis.eval('1')),
      newFunction: await allowed(() => new Function('return 1')),
      wasm: await allowed(() => WebAssembly.compile(emptyModule)),
      dataModule: await allowed(() => import(`data:text/javascript,${'export {}'}`))
    }
  })
  expect(ran).toEqual({
    inline: false,
    eval: false,
    newFunction: false,
    wasm: false,
    dataModule: false
  })
})
