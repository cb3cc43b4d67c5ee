import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../store/testing/fixtures'
import { forkProcess } from './fork-process'
import type { ProcessPort } from './process-port'

let folder: string
let remove: () => void
let port: ProcessPort<unknown, unknown> | undefined
beforeEach(() => {
  ;({ folder, remove } = temporaryFolder())
})
afterEach(() => {
  port?.kill()
  remove()
})

function start(source: string): ProcessPort<unknown, unknown> {
  const path = join(folder, 'child.mjs')
  writeFileSync(path, source)
  port = forkProcess(path)
  return port
}

/** Everything that is said until the process is gone. */
function listen(process: ProcessPort<unknown, unknown>): Promise<unknown[]> {
  const messages: unknown[] = []
  process.onMessage((message) => messages.push(message))
  return new Promise((resolve) => process.onExit(() => resolve(messages)))
}

describe('a forked process', () => {
  it('gets and sends bytes as bytes, and numbers that are not numbers', async () => {
    const child = start(`process.once('message', (message) => {
      process.send({ heard: message }, () => process.exit())
    })`)
    const said = listen(child)
    const message = { parameters: Uint8Array.of(0, 255), cost: NaN, velocity: null }
    child.send(message)
    expect(await said).toEqual([{ heard: message }])
  })

  it('has said everything when its end is told', async () => {
    const child = start(`for (let number = 0; number < 200; number++) {
      process.send({ number, bytes: new Uint8Array(10_000) }, () => {
        if (number === 199) process.exit()
      })
    }`)
    const said = await listen(child)
    expect(said).toHaveLength(200)
  })

  it('that was killed is gone', async () => {
    const killed = start('setInterval(() => undefined, 1000)')
    const said = listen(killed)
    killed.kill()
    expect(await said).toEqual([])
  })

  it('takes it calmly when it is spoken to, or listened to, after its end', async () => {
    const child = start('process.exit(3)')
    await listen(child)
    child.send({ type: 'stop' })
    child.kill()
    expect(await listen(child)).toEqual([])
  })
})
