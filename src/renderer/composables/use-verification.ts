import { computed, shallowReactive, type ComputedRef } from 'vue'
import { DownhillError } from '../../shared/errors'
import type { Verification } from '../../shared/verification'
import { request, subscribe } from '../api'

/** Where the repetition of a run stands, or what came of it. */
export interface Repetition {
  underWay: boolean
  epoch: number
  /** 0 until the first epoch is told. */
  epochs: number
  verdict?: Verification
  /** Why there is no verdict; not set after a cancel. */
  error?: unknown
}

// one for the whole window: a repetition goes on while another screen is looked at
const repetitions = shallowReactive(new Map<number, Repetition>())
const runUnderWay = computed(
  () => [...repetitions].find(([, { underWay }]) => underWay)?.[0] ?? null
)
let started = false

function start(): void {
  if (started) return
  started = true
  subscribe('verify.progress', ({ runId, epoch, epochs }) => {
    if (repetitions.get(runId)?.underWay) {
      repetitions.set(runId, { underWay: true, epoch, epochs })
    }
  })
}

export interface VerificationControl {
  /** By run id. */
  repetitions: ReadonlyMap<number, Repetition>
  /** The run that is being repeated: one at a time. */
  runUnderWay: ComputedRef<number | null>
  /** Trains the run once more, out of sight, and compares. */
  verify: (runId: number) => Promise<void>
  cancel: () => Promise<void>
}

export function useVerification(): VerificationControl {
  start()
  return {
    repetitions,
    runUnderWay,
    async verify(runId) {
      if (runUnderWay.value !== null) return
      repetitions.set(runId, { underWay: true, epoch: 0, epochs: 0 })
      const ended = { underWay: false, epoch: 0, epochs: 0 }
      try {
        const verdict = await request('runs.verify', { runId })
        repetitions.set(runId, { ...ended, verdict })
      } catch (error) {
        const cancelled = error instanceof DownhillError && error.code === 'cancelled'
        if (cancelled) repetitions.delete(runId)
        else repetitions.set(runId, { ...ended, error })
      }
    },
    async cancel() {
      await request('runs.cancelVerify')
    }
  }
}
