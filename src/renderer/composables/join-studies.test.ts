import { computed, ref, shallowRef } from 'vue'
import { expect, it, vi } from 'vitest'
import { joinStudies } from './join-studies'

function study() {
  const busy = ref(false)
  const progress = ref<number | null>(null)
  const calledOff = ref(false)
  const error = shallowRef<unknown>(null)
  const asked = {
    busy: computed(() => busy.value),
    progress,
    calledOff: computed(() => calledOff.value),
    error: computed(() => error.value),
    cancel: vi.fn(),
    ask: vi.fn()
  }
  return { busy, progress, calledOff, error, asked }
}

it('tells what any of them tells', () => {
  const [one, other] = [study(), study()]
  const { busy, progress, calledOff, error } = joinStudies(one.asked, other.asked)
  expect([busy.value, progress.value, calledOff.value, error.value]).toEqual([
    false,
    null,
    false,
    null
  ])
  other.busy.value = true
  other.progress.value = 0
  other.calledOff.value = true
  other.error.value = 'wrong'
  expect([busy.value, progress.value, calledOff.value, error.value]).toEqual([
    true,
    0,
    true,
    'wrong'
  ])
})

it('calls all of them off, and asks those again that were', () => {
  const [one, other] = [study(), study()]
  const joined = joinStudies(one.asked, other.asked)
  joined.cancel()
  expect(one.asked.cancel).toHaveBeenCalledOnce()
  expect(other.asked.cancel).toHaveBeenCalledOnce()
  other.calledOff.value = true
  joined.askAgain()
  expect(one.asked.ask).not.toHaveBeenCalled()
  expect(other.asked.ask).toHaveBeenCalledOnce()
})
