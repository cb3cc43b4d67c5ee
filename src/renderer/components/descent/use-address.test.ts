// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { computed, defineComponent } from 'vue'
import { createMemoryHistory, createRouter, type Router } from 'vue-router'
import { useAddress, type Address } from './use-address'

const Empty = defineComponent(() => () => null)

async function open(
  path: string
): Promise<{ router: Router; address: Address<'rate' | 'curve'>; leave: () => void }> {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/descent', name: 'descent', component: Empty },
      { path: '/runs', name: 'runs', component: Empty }
    ]
  })
  await router.push(path)
  let address: Address<'rate' | 'curve'> | undefined
  const Screen = defineComponent(() => {
    address = useAddress({ rate: '0.1', curve: 'bowl' })
    return () => null
  })
  const wrapper = mount(Screen, { global: { plugins: [router] } })
  if (!address) throw new Error('nothing was set up')
  return { router, address, leave: () => wrapper.unmount() }
}

it('reads what the address says, and else what is usual', async () => {
  const { address } = await open('/descent?rate=0.5')
  expect([address.get('rate'), address.get('curve')]).toEqual(['0.5', 'bowl'])
})

it('holds at once, and writes what is not as usual, beside what others wrote', async () => {
  const { router, address } = await open('/descent?other=1&curve=wavy')
  const rate = computed(() => address.get('rate'))
  address.set({ rate: '0.2' })
  expect(rate.value).toBe('0.2')
  address.set({ rate: '0.3', curve: 'bowl' })
  await flushPromises()
  expect(router.currentRoute.value.query).toEqual({ other: '1', rate: '0.3' })
  expect(rate.value).toBe('0.3')
  // what the address says from elsewhere counts again
  await router.replace('/descent?rate=7')
  expect(rate.value).toBe('7')
})

it('writes nothing on another screen', async () => {
  const { router, address } = await open('/descent')
  await router.push('/runs')
  address.set({ rate: '0.2' })
  await flushPromises()
  expect(router.currentRoute.value.fullPath).toBe('/runs')
})

it('writes the first of many changes at once, and then the last of them', async () => {
  vi.useFakeTimers()
  const { router, address } = await open('/descent')
  const written: string[] = []
  router.afterEach(({ query }) => void written.push(String(query.rate)))
  for (let change = 1; change <= 9; change++) {
    address.set({ rate: String(change) })
    await flushPromises()
  }
  expect(written).toEqual(['1'])
  await vi.runAllTimersAsync()
  expect(written).toEqual(['1', '9'])
  expect(router.currentRoute.value.query).toEqual({ rate: '9' })
  vi.useRealTimers()
})

it('leaves alone the address of who comes after it on the same screen', async () => {
  vi.useFakeTimers()
  const { router, address, leave } = await open('/descent')
  for (const rate of ['1', '2']) {
    address.set({ rate })
    await flushPromises()
  }
  leave()
  await router.replace('/descent?curve=wavy')
  await vi.runAllTimersAsync()
  expect(router.currentRoute.value.query).toEqual({ curve: 'wavy' })
  vi.useRealTimers()
})
