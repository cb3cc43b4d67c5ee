import { hostname } from 'node:os'
import { expect, test } from '../one-window'
import { row } from '../trials'
import { listenLocally } from './listener'
import { expectRefusal } from './refusals'

// a refused attempt is an error in the page's console, and here it is the point
test.use({ pageStaysQuiet: false })

test(
  'The network is out of reach for the page, whatever it tries',
  row('12-13'),
  async ({ program }) => {
    const listener = await listenLocally()
    await program.page.evaluate(async ({ tcp, udp }) => {
      const quietly = (action: () => unknown): Promise<unknown> =>
        Promise.resolve()
          .then(action)
          .catch(() => undefined)
      const append = (tag: string, attributes: Record<string, string>): void => {
        const element = document.createElement(tag)
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
        document.body.append(element)
      }
      const address = `http://127.0.0.1:${tcp}`
      await quietly(() => fetch(address, { mode: 'no-cors' }))
      await quietly(() => navigator.sendBeacon(address))
      await quietly(() => new WebSocket(`ws://127.0.0.1:${tcp}`))
      await quietly(() => new EventSource(address))
      await quietly(() => new Worker(`${address}/worker.js`))
      await quietly(() => new WebTransport(`https://127.0.0.1:${udp}/`).ready)
      append('img', { src: address })
      await quietly(() => append('script', { src: address }))
      append('iframe', { src: address })
      append('link', { rel: 'stylesheet', href: address })
      append('link', { rel: 'prefetch', href: address })
      append('link', { rel: 'preconnect', href: address })
      append('video', { src: address })
      await quietly(() => append('object', { data: address }))
      document.body.style.background = `url(${address})`
      await quietly(async () => {
        const relay = {
          urls: `turn:127.0.0.1:${tcp}?transport=tcp`,
          username: 'x',
          credential: 'x'
        }
        const iceServers = [{ urls: `stun:127.0.0.1:${udp}` }, relay]
        const connection = new RTCPeerConnection({ iceServers })
        connection.createDataChannel('x')
        await connection.setLocalDescription(await connection.createOffer())
      })
    }, listener.ports)
    await program.page.waitForTimeout(1500)
    expect(listener.heard()).toEqual([])
    await listener.close()
  }
)

test(
  'The network is out of reach for the session, even without the content policy',
  row('12-13'),
  async ({ program }) => {
    const listener = await listenLocally()
    const outcomes = await program.electron.evaluate(
      ({ session }, addresses) =>
        Promise.all(
          addresses.map((address) =>
            session.defaultSession.fetch(address).then(() => 'reached', String)
          )
        ),
      [`http://127.0.0.1:${listener.ports.tcp}/`, `http://localhost:${listener.ports.tcp}/`]
    )
    for (const outcome of outcomes) expect(outcome).toContain('ERR_BLOCKED_BY_CLIENT')
    expect(listener.heard()).toEqual([])
    await expectRefusal(program, `request to http://127.0.0.1:${listener.ports.tcp}/`)
    await listener.close()
  }
)

test('A session of its own is shut, too', row('12-13'), async ({ program }) => {
  const listener = await listenLocally()
  const outcome = await program.electron.evaluate(
    ({ session }, address) =>
      session
        .fromPartition('another')
        .fetch(address)
        .then(() => 'reached', String),
    `http://127.0.0.1:${listener.ports.tcp}/`
  )
  expect(outcome).toContain('ERR_BLOCKED_BY_CLIENT')
  expect(listener.heard()).toEqual([])
  await listener.close()
})

test('The network has no names: nothing is looked up', row('12-13'), async ({ program }) => {
  // names that this computer can tell without asking another
  const outcomes = await program.electron.evaluate(
    ({ session }, names) =>
      Promise.all(
        names.map((name) => session.defaultSession.resolveHost(name).then(() => 'found', String))
      ),
    ['localhost', '127.0.0.1', hostname()]
  )
  for (const outcome of outcomes) expect(outcome).toContain('ERR_NAME_NOT_RESOLVED')
})
