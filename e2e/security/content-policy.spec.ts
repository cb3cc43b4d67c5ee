import { expect, test } from '../one-window'
import { seedRuns } from '../runs'
import { row, tried } from '../trials'

// a refused attempt is an error in the page's console, and here it is the point
test.use({ pageStaysQuiet: false })

test('The policy is the one intended', row('8'), async ({ program }) => {
  const response = await program.page.reload()
  expect(response?.headers()['content-security-policy']).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; " +
      "font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; " +
      "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types vue drawing"
  )
  expect(response?.headers()['x-content-type-options']).toBe('nosniff')
})

test('The page asks nothing of the computer', row('14-18'), async ({ program }) => {
  await program.page.reload()
  const features = ['bluetooth', 'camera', 'geolocation', 'hid', 'microphone', 'serial', 'usb']
  const allowed = await program.page.evaluate((names) => {
    // @ts-expect-error Chromium has it, though its types do not
    const policy = document.featurePolicy as { allowsFeature(name: string): boolean }
    return names.filter((name) => policy.allowsFeature(name))
  }, features)
  expect(allowed).toEqual([])
})

test('The page itself keeps within the policy', row('8'), async ({ program }, info) => {
  const [{ id }] = await seedRuns(program, [{ name: 'seen everywhere' }])
  await program.page.reload()
  await program.page.getByRole('navigation').first().waitFor()
  const screens = ['', 'descent', 'train', 'runs', 'report', 'draw', 'duel', 'data', 'settings']
  const all = [
    ...screens,
    'about',
    `runs/${id}`,
    `network/${id}`,
    `train/${id}`,
    `report?runs=${id}`
  ]
  for (const screen of all) {
    await program.open(`#/${screen}`)
    await expect(program.page.getByRole('heading').first()).toBeVisible()
    await program.page.evaluate(() => document.fonts.ready)
    await program.page.waitForTimeout(150)
  }
  expect(program.problems).toEqual([])
  tried(info, `${all.length} screens`)
})

test('Inline scripts, eval and compiled code are blocked', row('6-7'), async ({ program }) => {
  const ran = await program.page.evaluate(async () => {
    try {
      const script = document.createElement('script')
      script.append('window.inlineRan = true')
      document.body.append(script)
    } catch {
      // text that was not vouched for is not even taken
    }
    const link = document.createElement('a')
    try {
      link.setAttribute('onclick', 'window.inlineRan = true')
    } catch {
      // likewise
    }
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
      markup: await allowed(() => (link.innerHTML = '<b>text</b>')),
      policy: await allowed(() => Reflect.get(window, 'trustedTypes').createPolicy('ours', {})),
      eval: await allowed(() => globalThis.eval('1')),
      newFunction: await allowed(() => new Function('return 1')),
      wasm: await allowed(() => WebAssembly.compile(emptyModule)),
      dataModule: await allowed(() => import(`data:text/javascript,${'export {}'}`))
    }
  })
  expect(ran).toEqual({
    inline: false,
    markup: false,
    policy: false,
    eval: false,
    newFunction: false,
    wasm: false,
    dataModule: false
  })
})
