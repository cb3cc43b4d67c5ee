import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { PIXELS, type NoiseAnswers, type NoiseKind } from '../../shared/doubt'
import type { WeightSource } from '../../shared/weight-source'
import { request } from '../api'

/** One picture that was shown, and what the network said to it. */
export interface ShownNoise {
  picture: Uint8Array
  outputs: readonly number[]
  sureness: number
}

export interface DoubtNoise {
  /** Of every picture shown so far, in order. */
  sureness: Readonly<ShallowRef<readonly number[]>>
  newest: Readonly<ShallowRef<ShownNoise | null>>
  /** Of as many real test digits. */
  digits: Readonly<ShallowRef<readonly number[]>>
  busy: Readonly<Ref<boolean>>
  error: Readonly<ShallowRef<unknown>>
  /** Shows it so many more. */
  show: (count: number) => Promise<void>
}

/** The same noise for everybody: pictures 0, 1, 2 … of this seed. */
const SEED = 1
const DIGITS_COMPARED = 1000

/** Noise for a network; another network, or another kind of noise, begins a new tally. */
export function useDoubtNoise(
  source: () => WeightSource,
  kind: () => Exclude<NoiseKind, 'test'>
): DoubtNoise {
  const sureness = shallowRef<readonly number[]>([])
  const newest = shallowRef<ShownNoise | null>(null)
  const digits = shallowRef<readonly number[]>([])
  const busy = ref(false)
  const error = shallowRef<unknown>(null)
  /** Answers to questions of before do not belong to what is shown now. */
  let turn = 0

  const sourceKey = (): string => JSON.stringify(source())

  /** The answer, or null where it failed or is no longer wanted. */
  async function ask(
    asked: NoiseKind,
    from: number,
    count: number,
    isWanted: () => boolean
  ): Promise<NoiseAnswers | null> {
    try {
      const question = { source: { ...source() }, kind: asked, seed: SEED, from, count }
      const answer = await request('doubt.noise', question)
      return isWanted() ? answer : null
    } catch (reason) {
      if (isWanted()) error.value = reason
      return null
    }
  }

  async function show(count: number): Promise<void> {
    if (busy.value) return
    busy.value = true
    error.value = null
    const began = turn
    const isWanted = (): boolean => began === turn
    const answer = await ask(kind(), sureness.value.length, count, isWanted)
    if (!isWanted()) return
    busy.value = false
    if (!answer) return
    sureness.value = [...sureness.value, ...answer.sureness]
    const last = answer.outputs.length - 1
    newest.value = {
      picture: answer.pictures.slice(last * PIXELS, (last + 1) * PIXELS),
      outputs: answer.outputs[last],
      sureness: answer.sureness[last]
    }
  }

  /** Once for a network, whatever the kind of noise. */
  async function compare(): Promise<void> {
    digits.value = []
    const compared = sourceKey()
    const answer = await ask('test', 0, DIGITS_COMPARED, () => compared === sourceKey())
    if (answer) digits.value = [...answer.sureness]
  }

  function begin(): void {
    turn++
    busy.value = false
    error.value = null
    sureness.value = []
    newest.value = null
  }
  watch([sourceKey, kind], begin, { immediate: true })
  watch(sourceKey, compare, { immediate: true })
  onScopeDispose(() => turn++)

  return { sureness, newest, digits, busy, error, show }
}
