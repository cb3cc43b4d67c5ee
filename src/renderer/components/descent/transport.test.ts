// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { computed, defineComponent, nextTick, ref, type Ref } from 'vue'
import { useTransport, type Transport } from './transport'

/** A descent that only counts, up to ten steps. */
function start(): {
  transport: Transport
  steps: Ref<number>
  rests: Ref<boolean>
  off: Ref<boolean>
  leave: () => void
} {
  const steps = ref(0)
  const rests = ref(false)
  const off = ref(false)
  let transport: Transport | undefined
  const wrapper = mount(
    defineComponent({
      setup() {
        transport = useTransport({
          step: () => steps.value++,
          stepBack: () => steps.value--,
          reset: () => (steps.value = 0),
          canStep: computed(() => steps.value < 10),
          canStepBack: computed(() => steps.value > 0),
          isOff: off,
          atRest: rests
        })
        return () => null
      }
    })
  )
  if (!transport) throw new Error('nothing was set up')
  return { transport, steps, rests, off, leave: () => wrapper.unmount() }
}

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['requestAnimationFrame', 'cancelAnimationFrame', 'performance', 'setTimeout']
  })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a descent that rolls', () => {
  it('takes as many steps a second as its speed says, and stops at the end', async () => {
    const { transport, steps } = start()
    transport.toggle()
    await vi.advanceTimersByTimeAsync(1100)
    expect(transport.playing.value).toBe(true)
    // the first one at once
    expect(steps.value).toBe(5)
    await vi.advanceTimersByTimeAsync(5000)
    expect(steps.value).toBe(10)
    expect(transport.playing.value).toBe(false)
  })

  it('does not wait for a slow step once it is to be faster', async () => {
    const { transport, steps } = start()
    transport.speed.value = '1'
    transport.toggle()
    await vi.advanceTimersByTimeAsync(50)
    expect(steps.value).toBe(1)
    transport.speed.value = '60'
    await vi.advanceTimersByTimeAsync(100)
    expect(steps.value).toBeGreaterThan(3)
  })

  it('pauses at rest, and begins anew when it is to roll again', async () => {
    const { transport, steps, rests } = start()
    transport.toggle()
    await vi.advanceTimersByTimeAsync(600)
    rests.value = true
    await vi.advanceTimersByTimeAsync(600)
    expect(transport.playing.value).toBe(false)
    expect(steps.value).toBe(3)
    // by hand it still goes on
    transport.step()
    expect(steps.value).toBe(4)
  })

  it('is paused by every move of a hand, and when its screen is left', async () => {
    const { transport, steps, leave } = start()
    for (const move of [transport.step, transport.stepBack, transport.reset, transport.pause]) {
      transport.toggle()
      expect(transport.playing.value).toBe(true)
      move()
      expect(transport.playing.value).toBe(false)
    }
    transport.toggle()
    leave()
    const before = steps.value
    await vi.advanceTimersByTimeAsync(2000)
    expect(steps.value).toBe(before)
  })

  it('steps neither beyond the end nor before the start', () => {
    const { transport, steps } = start()
    transport.stepBack()
    expect(steps.value).toBe(0)
    for (let step = 0; step < 12; step++) transport.step()
    expect(steps.value).toBe(10)
    transport.toggle()
    expect(steps.value).toBe(0)
  })
})

it('neither steps nor rolls where there is nothing to roll on, and stops when that comes to be', async () => {
  const { transport, steps, off, leave } = start()
  transport.step()
  off.value = true
  transport.step()
  transport.toggle()
  expect([steps.value, transport.playing.value, transport.canStep.value]).toEqual([1, false, false])
  off.value = false
  transport.toggle()
  expect(transport.playing.value).toBe(true)
  off.value = true
  await nextTick()
  expect(transport.playing.value).toBe(false)
  leave()
})
