import { onMounted, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { BackupList, RestoreOutcome } from '../../shared/backups'
import { request } from '../api'

/** Copies of the library. What it does throws the DownhillError that went wrong. */
export interface Backups {
  /** null: not read yet. */
  list: Readonly<ShallowRef<BackupList | null>>
  /** Why it cannot be read. */
  problem: Readonly<ShallowRef<unknown>>
  /** One now. False: nothing changed since the last one. */
  make: () => Promise<boolean>
  /** Puts a backup in the library's place and starts the program anew. */
  restore: (number: number) => Promise<void>
}

export function useBackups(): Backups {
  const list = shallowRef<BackupList | null>(null)
  const problem = shallowRef<unknown>(null)

  async function read(): Promise<void> {
    list.value = await request('backups.list')
  }
  onMounted(() => {
    read().catch((error: unknown) => (problem.value = error))
  })

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

/** What became of going back to a backup, after the program started anew; null: nothing, or it was read. */
export function useRestoreOutcome(): Ref<RestoreOutcome | null> {
  const outcome = ref<RestoreOutcome | null>(null)
  onMounted(async () => {
    outcome.value = await request('backups.outcome').catch(() => null)
  })
  return outcome
}
