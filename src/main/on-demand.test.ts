import { describe, expect, it, vi } from 'vitest'
import { openOnDemand } from './on-demand'

describe('openOnDemand', () => {
  it('opens when first asked, and once', async () => {
    const open = vi.fn(async () => 'store')
    const onDemand = openOnDemand(open)
    expect(onDemand.current()).toBeUndefined()
    expect(open).not.toHaveBeenCalled()
    expect(await Promise.all([onDemand.get(), onDemand.get()])).toEqual(['store', 'store'])
    await onDemand.get()
    expect(open).toHaveBeenCalledTimes(1)
    expect(await onDemand.current()).toBe('store')
  })

  it('tells everyone who asked of a failure, and tries again for the next', async () => {
    const open = vi.fn(async () => 'store').mockRejectedValueOnce(new Error('the drive is away'))
    const onDemand = openOnDemand(open)
    const outcomes = await Promise.allSettled([onDemand.get(), onDemand.get()])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(onDemand.current()).toBeUndefined()
    expect(await onDemand.get()).toBe('store')
    expect(open).toHaveBeenCalledTimes(2)
  })
})
