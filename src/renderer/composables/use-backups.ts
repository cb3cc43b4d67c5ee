import { onBeforeUnmount, onMounted, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { BackupState, RestoreOutcome } from '../../shared/backups'
import { request, subscribe } from '../api'

/** Copies of the library. What it does throws the DownhillError that went wrong. */
export interface Backups {
  /** null: not read yet. */
  list: Readonly<ShallowRef<BackupState | null>>
  /** Why it cannot be read. */
  problem: Readonly<ShallowRef<unknown>>
  /** One now. False: nothing changed since the last one. */
  make: () => Promise<boolean>
  /** Puts a backup in the library's place and starts the program anew. */
  restore: (number: number) => Promise<void>
}

export function useBackups(): Backups {
  const list = shallowRef<BackupState | null>(null)
  const problem = shallowRef<unknown>(null)

  async function read(): Promise<void> {
    try {
      list.value = await request('backups.list')
      problem.value = null
    } catch (error) {
      problem.value = error
    }
  }
  let end = (): void => undefined
  onMounted(() => {
    end = subscribe('backups.changed', () => void read())
    void read()
  })
  onBeforeUnmount(() => end())

  return {
    list,
    problem,
    async make() {
      const number = await request('backups.make')
      await read()
      return number !== null
    },
    async restore(number) {
      await request('backups.restore', { number })
    }
  }
}

/** It was read that a library was lost. Where that cannot be noted, the next start tells it again. */
export async function forgetLoss(): Promise<void> {
  await request('backups.forgetLoss').catch(() => undefined)
}

/** What became of going back to a backup, after the program started anew; null: nothing, or it was read. */
export function useRestoreOutcome(): Ref<RestoreOutcome | null> {
  const outcome = ref<RestoreOutcome | null>(null)
  onMounted(async () => {
    outcome.value = await request('backups.outcome').catch(() => null)
  })
  return outcome
}
