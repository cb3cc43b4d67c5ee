import { describe, expect, it } from 'vitest'
import { useCommand } from './use-command'

describe('useCommand', () => {
  it('is busy until the answer, whatever it is', async () => {
    const { busy, send } = useCommand()
    for (const answer of [Promise.resolve(), Promise.reject(new Error('no'))]) {
      const sent = send(() => answer)
      expect(busy.value).toBe(true)
      await sent
      expect(busy.value).toBe(false)
    }
  })

  it('keeps why the last command failed, until the next one', async () => {
    const { error, send } = useCommand()
    const reason = new Error('no')
    await send(() => Promise.reject(reason))
    expect(error.value).toBe(reason)
    await send(() => Promise.resolve())
    expect(error.value).toBeNull()
  })
})
