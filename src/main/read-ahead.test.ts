import { describe, expect, it, vi } from 'vitest'
import { readAhead } from './read-ahead'

const counted = (): ReturnType<typeof vi.fn<() => Promise<number>>> => {
  let readings = 0
  return vi.fn(async () => ++readings)
}

describe('readAhead', () => {
  it('reads at once, and hands that out to the first who asks', async () => {
    const read = counted()
    const ahead = readAhead(read)
    expect(read).toHaveBeenCalledTimes(1)
    expect(await ahead.take()).toBe(1)
    expect(read).toHaveBeenCalledTimes(1)
  })

  it('reads anew for everybody after that', async () => {
    const ahead = readAhead(counted())
    expect(await Promise.all([ahead.take(), ahead.take(), ahead.take()])).toEqual([1, 2, 3])
  })

  it('hands out nothing that holds no longer', async () => {
    const ahead = readAhead(counted())
    ahead.outdate()
    expect(await ahead.take()).toBe(2)
  })

  it('tells of its failure whoever asks, and only then', async () => {
    const read = counted().mockRejectedValueOnce(new Error('the drive is away'))
    const ahead = readAhead(read)
    await Promise.resolve()
    await expect(ahead.take()).rejects.toThrow('the drive is away')
    expect(await ahead.take()).toBe(1)
  })
})
