import { onMounted, shallowRef, type ShallowRef } from 'vue'
import type { AppInfo } from '../../shared/contract'
import type { LinkId } from '../../shared/links'
import { request } from '../api'

export interface AppInfoState {
  info: Readonly<ShallowRef<AppInfo | null>>
  error: Readonly<ShallowRef<unknown>>
  /** Opens one of the program's own addresses in the system's browser. */
  openLink: (link: LinkId) => Promise<void>
}

/** Versions and places of this installation. */
export function useAppInfo(): AppInfoState {
  const info = shallowRef<AppInfo | null>(null)
  const error = shallowRef<unknown>(null)

  onMounted(async () => {
    try {
      info.value = await request('app.info')
    } catch (reason) {
      error.value = reason
    }
  })

  return {
    info,
    error,
    async openLink(link) {
      error.value = null
      try {
        await request('app.openLink', { link })
      } catch (reason) {
        error.value = reason
      }
    }
  }
}
