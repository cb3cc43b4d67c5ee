import { onMounted, shallowRef, type ShallowRef } from 'vue'
import type { Licence } from '../../shared/build'
import { request } from '../api'

export interface Licences {
  licences: Readonly<ShallowRef<readonly Licence[]>>
  error: Readonly<ShallowRef<unknown>>
}

/** The work of others that is part of this program. */
export function useLicences(): Licences {
  const licences = shallowRef<readonly Licence[]>([])
  const error = shallowRef<unknown>(null)

  onMounted(async () => {
    try {
      licences.value = await request('app.licences')
    } catch (reason) {
      error.value = reason
    }
  })
  return { licences, error }
}
