import { onScopeDispose, ref, shallowRef, type Ref } from 'vue'
import type { RequestInput } from '../../shared/contract'
import type { DatasetInfo } from '../../shared/dataset'
import { toPlainError } from '../../shared/errors'
import type { IntakeKind, IntakeOptions, IntakePreview, IntakeProgress } from '../../shared/intake'
import { request, subscribe } from '../api'

/** choosing: nothing is read; the files are chosen in the system's dialog, or in none. */
export type IntakeState = 'choosing' | 'reading' | 'looking' | 'storing'

export interface Intake {
  state: Readonly<Ref<IntakeState>>
  preview: Readonly<Ref<IntakePreview | null>>
  /** null: nothing is known yet. */
  progress: Readonly<Ref<IntakeProgress | null>>
  /** Why the last files were refused, or could not be stored. */
  error: Readonly<Ref<unknown>>
  /** Asks for files and reads them. */
  choose: (kind: IntakeKind) => Promise<void>
  /** Reads the same files in another way. */
  change: (options: Partial<IntakeOptions>) => Promise<void>
  /** null: it could not be stored. */
  store: (names: RequestInput<'intake.store'>) => Promise<DatasetInfo | null>
  /** Calls off what is under way, and begins anew. */
  cancel: () => void
}

/** Taking in one data set, from the choice of its files to the library; what is left is called off. */
export function useIntake(): Intake {
  const state = ref<IntakeState>('choosing')
  const preview = shallowRef<IntakePreview | null>(null)
  const progress = shallowRef<IntakeProgress | null>(null)
  const error = shallowRef<unknown>(null)
  /** Counts what was asked: an answer to anything but the last is none. */
  let asked = 0

  async function attempt<Value>(
    during: IntakeState,
    work: () => Promise<Value>
  ): Promise<Value | null> {
    const mine = ++asked
    state.value = during
    progress.value = null
    error.value = null
    try {
      const value = await work()
      return mine === asked ? value : null
    } catch (reason) {
      if (mine === asked && toPlainError(reason).code !== 'cancelled') error.value = reason
      return null
    } finally {
      if (mine === asked) {
        state.value = preview.value ? 'looking' : 'choosing'
        progress.value = null
      }
    }
  }

  async function read(work: () => Promise<IntakePreview | null>): Promise<void> {
    await attempt('reading', async () => {
      const mine = asked
      const read = await work()
      if (read && mine === asked) preview.value = read
    })
  }

  function cancel(): void {
    asked++
    state.value = 'choosing'
    preview.value = null
    progress.value = null
    error.value = null
    // whether anything was under way is known there
    void request('intake.cancel').catch(() => undefined)
  }

  const end = subscribe('intake.progress', (news) => {
    if (state.value === 'reading') progress.value = news
  })
  onScopeDispose(() => {
    end()
    cancel()
  })

  return {
    state,
    preview,
    progress,
    error,
    choose: (kind) => read(() => request('intake.choose', { kind })),
    async change(options) {
      const shown = preview.value
      if (!shown) return
      await read(() => request('intake.change', { options: { ...shown.options, ...options } }))
    },
    store: (names) => attempt('storing', () => request('intake.store', names)),
    cancel
  }
}
