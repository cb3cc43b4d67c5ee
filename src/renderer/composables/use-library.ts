import { onBeforeUnmount, onMounted, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { RESET_WORD, type LibraryInfo, type LibraryPlace } from '../../shared/library'
import type { CheckpointPolicy } from '../../shared/run'
import { request, subscribe } from '../api'

/** The library as a whole. What it does throws the DownhillError that went wrong. */
export interface Library {
  /** null: not read yet, or the library cannot be opened. */
  info: Readonly<ShallowRef<LibraryInfo | null>>
  place: Readonly<ShallowRef<LibraryPlace | null>>
  /** How far a copy under way is, 0 to 1; null where none is. */
  copied: Readonly<Ref<number | null>>
  /** Reads anew what is known of it. */
  read: () => Promise<void>
  setCheckpointPolicy: (policy: CheckpointPolicy) => Promise<void>
  /** Each of these asks for a folder where it needs one, and starts the program anew. */
  move: () => Promise<void>
  useFolder: () => Promise<void>
  useDefaultFolder: () => Promise<void>
  reset: () => Promise<void>
  removeLeftBehind: () => Promise<void>
  showFolder: () => Promise<void>
}

/** Where the library is, how large, and what may be done with it. */
export function useLibrary(): Library {
  const info = shallowRef<LibraryInfo | null>(null)
  const place = shallowRef<LibraryPlace | null>(null)
  const copied = ref<number | null>(null)

  async function read(): Promise<void> {
    place.value = await request('library.place')
    // one that cannot be opened tells nothing of itself; why not, the list of runs says
    info.value = await request('library.info').catch(() => null)
  }

  const endings: (() => void)[] = []
  onMounted(() => {
    endings.push(
      subscribe('library.progress', ({ done, of }) => (copied.value = of > 0 ? done / of : 1)),
      subscribe('runs.changed', () => void read())
    )
    void read()
  })
  onBeforeUnmount(() => {
    for (const end of endings) end()
  })

  return {
    info,
    place,
    copied,
    read,
    async setCheckpointPolicy(policy) {
      await request('library.setCheckpointPolicy', { policy })
      await read()
    },
    async move() {
      try {
        await request('library.move')
      } finally {
        copied.value = null
      }
    },
    async useFolder() {
      await request('library.useFolder')
    },
    async useDefaultFolder() {
      await request('library.useDefaultFolder')
    },
    async reset() {
      await request('library.reset', { word: RESET_WORD })
    },
    async removeLeftBehind() {
      await request('library.removeLeftBehind')
      await read()
    },
    async showFolder() {
      await request('library.showFolder')
    }
  }
}
