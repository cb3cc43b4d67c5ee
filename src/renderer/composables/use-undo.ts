import { ref, shallowRef, type Ref } from 'vue'

/** Something done that can be taken back. */
export interface Undoable {
  /** What was done, as a sentence: "Deleted 3 runs." */
  sentence: string
  undo: () => Promise<void>
}

/** Something under way with so many runs that it takes a while. */
export interface Work {
  kind: 'deleting' | 'restoring'
  done: number
  of: number
}

const done = shallowRef<Undoable[]>([])
/** Whether the bar is shown; what it names can be undone by the keyboard after it was closed. */
const barShown = ref(false)
const failure = shallowRef<unknown>(null)

/** Why something was not done, in a sentence; empty where nothing is to be said. */
const notice = ref('')
const work = shallowRef<Work | null>(null)

/** The bar is for second thoughts: on the screen where something was done, and on the next one. */
const SCREENS_SHOWN = 2
let screensLeft = 0

function remember(undoable: Undoable): void {
  done.value = [...done.value, undoable]
  barShown.value = true
  screensLeft = SCREENS_SHOWN
  failure.value = null
}

function screenChanged(): void {
  screensLeft--
  if (screensLeft <= 0) barShown.value = false
}

/** Does something to many runs in parts, and shows how far it has come. */
async function showWork(
  kind: Work['kind'],
  of: number,
  action: (count: (more: number) => void) => Promise<void>
): Promise<void> {
  work.value = { kind, done: 0, of }
  try {
    await action((more) => {
      if (work.value) work.value = { ...work.value, done: work.value.done + more }
    })
  } finally {
    work.value = null
  }
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
  /** Shown where the bar is, until something else is done. */
  notice: Ref<string>
  work: Readonly<Ref<Work | null>>
  remember: (undoable: Undoable) => void
  undoLast: () => Promise<void>
  /** Tells that another screen was opened: the second one after something was done has no bar. */
  screenChanged: () => void
  showWork: typeof showWork
}

export function useUndo(): UndoControl {
  return {
    done,
    barShown,
    failure,
    notice,
    work,
    remember,
    undoLast,
    screenChanged,
    showWork
  }
}
