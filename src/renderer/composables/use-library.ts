import { onBeforeUnmount, onMounted, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { LibraryInfo, LibraryPlace } from '../../shared/library'
import { RESET_WORD } from '../../shared/library'
import type { CheckpointPolicy } from '../../shared/run'
import { request, subscribe } from '../api'
import { useCommand, type Command } from './use-command'

export interface Library extends Command {
  /** null: not read yet, or the library cannot be opened. */
  info: Readonly<ShallowRef<LibraryInfo | null>>
  place: Readonly<ShallowRef<LibraryPlace | null>>
  read: () => Promise<void>
  /** How far a copy under way is, 0 to 1; null where none is. */
  copied: Readonly<Ref<number | null>>
  setCheckpointPolicy: (policy: CheckpointPolicy) => Promise<void>
  /** Each of these asks for a folder where it needs one, and starts the program anew. */
  move: () => Promise<void>
  useFolder: () => Promise<void>
  useDefaultFolder: () => Promise<void>
  reset: () => Promise<void>
  removeLeftBehind: () => Promise<void>
  showFolder: () => Promise<void>
}

/** The library as a whole: where it is, how large, and what may be done with it. */
export function useLibrary(): Library {
  const info = shallowRef<LibraryInfo | null>(null)
  const place = shallowRef<LibraryPlace | null>(null)
  const copied = ref<number | null>(null)
  const { busy, error, send } = useCommand()

  async function read(): Promise<void> {
    place.value = await request('library.place')
    info.value = await request('library.info')
  }

  const endings: (() => void)[] = []
  onMounted(() => {
    endings.push(
      subscribe('library.progress', ({ done, of }) => (copied.value = of > 0 ? done / of : 1)),
      subscribe('runs.changed', () => void read().catch(() => undefined))
    )
    void send(read)
  })
  onBeforeUnmount(() => {
    for (const end of endings) end()
  })

  return {
    info,
    place,
    read: () => send(read),
    copied,
    busy,
    error,
    send,
    setCheckpointPolicy: (policy) =>
      send(async () => {
        await request('library.setCheckpointPolicy', { policy })
        await read()
      }),
    move: async () => {
      await send(() => request('library.move'))
      copied.value = null
    },
    useFolder: () => send(() => request('library.useFolder')),
    useDefaultFolder: () => send(() => request('library.useDefaultFolder')),
    reset: () => send(() => request('library.reset', { word: RESET_WORD })),
    removeLeftBehind: () =>
      send(async () => {
        await request('library.removeLeftBehind')
        await read()
      }),
    showFolder: () => send(() => request('library.showFolder'))
  }
}
