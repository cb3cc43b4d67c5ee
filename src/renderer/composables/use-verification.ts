import { computed, shallowReactive, type ComputedRef } from 'vue'
import { DownhillError } from '../../shared/errors'
import type { RunSummary } from '../../shared/run'
import type { Verification } from '../../shared/verification'
import { request, subscribe } from '../api'
import { isUnderWay } from './use-runs'

/** Where the repetition of a run stands, or what came of it. */
export interface Repetition {
  /** What the run had come to when its repetition began: of that alone it tells. */
  of: Pick<RunSummary, 'step' | 'weightsSha256'>
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
    const known = repetitions.get(runId)
    if (known?.underWay) repetitions.set(runId, { ...known, epoch, epochs })
  })
}

/** One that is under way, or whose outcome is still true: the run has not gone on since. */
function repetitionOf(run: RunSummary): Repetition | undefined {
  const repetition = repetitions.get(run.id)
  if (!repetition || repetition.underWay) return repetition
  const { step, weightsSha256 } = repetition.of
  const isTrue = !isUnderWay(run) && run.step === step && run.weightsSha256 === weightsSha256
  return isTrue ? repetition : undefined
}

export interface VerificationControl {
  repetitionOf: (run: RunSummary) => Repetition | undefined
  /** The run that is being repeated: one at a time. */
  runUnderWay: ComputedRef<number | null>
  /** Trains the run once more, out of sight, and compares. */
  verify: (run: RunSummary) => Promise<void>
  cancel: () => Promise<void>
}

export function useVerification(): VerificationControl {
  start()
  return {
    repetitionOf,
    runUnderWay,
    async verify({ id: runId, step, weightsSha256 }) {
      if (runUnderWay.value !== null) return
      const begun = { of: { step, weightsSha256 }, underWay: true, epoch: 0, epochs: 0 }
      repetitions.set(runId, begun)
      const ended = { ...begun, underWay: false }
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
