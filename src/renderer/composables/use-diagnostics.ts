import { shallowRef, type ShallowRef } from 'vue'
import type { SavedFile } from '../../shared/files'
import { request } from '../api'
import { usePreferences } from './use-preferences'

/** What can be mailed to whoever looks for a fault. What it does throws the DownhillError that went wrong. */
export interface Diagnostics {
  /** The whole of the file; null: not gathered yet. */
  text: Readonly<ShallowRef<string | null>>
  /** Where it was saved last. */
  saved: Readonly<ShallowRef<SavedFile | null>>
  gather: () => Promise<void>
  /** Asks where to, and writes what was gathered last. */
  save: () => Promise<void>
}

export function useDiagnostics(): Diagnostics {
  const text = shallowRef<string | null>(null)
  const saved = shallowRef<SavedFile | null>(null)
  const { preferences } = usePreferences()

  return {
    text,
    saved,
    async gather() {
      text.value = null
      saved.value = null
      const { theme, contrast, textSize, motion, singleKeys, language } = preferences.value
      const choices = { theme, contrast, textSize, motion, singleKeys, language }
      text.value = await request('diagnostics.make', { preferences: choices })
    },
    async save() {
      saved.value = await request('diagnostics.save')
    }
  }
}
