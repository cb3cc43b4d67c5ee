import { ref, shallowRef, type Ref } from 'vue'

/** Something done that can be taken back. */
export interface Undoable {
  /** What was done, as a sentence: "Deleted 3 runs." */
  sentence: string
  undo: () => Promise<void>
}

const done = shallowRef<Undoable[]>([])
/** Whether the bar is shown; what it names can be undone by the keyboard after it was closed. */
const barShown = ref(false)
const failure = shallowRef<unknown>(null)

function remember(undoable: Undoable): void {
  done.value = [...done.value, undoable]
  barShown.value = true
  failure.value = null
}

/** Takes back the last thing done, then the one before it, and so on. */
async function undoLast(): Promise<void> {
  const last = done.value.at(-1)
  if (!last) return
  done.value = done.value.slice(0, -1)
  barShown.value = false
  try {
    await last.undo()
  } catch (error) {
    remember(last)
    failure.value = error
  }
}

export interface UndoControl {
  done: Readonly<Ref<readonly Undoable[]>>
  barShown: Ref<boolean>
  /** Why the last undo did not work. */
  failure: Readonly<Ref<unknown>>
  remember: (undoable: Undoable) => void
  undoLast: () => Promise<void>
}

export function useUndo(): UndoControl {
  return { done, barShown, failure, remember, undoLast }
}
