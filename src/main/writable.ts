import { storeReadOnly } from '../store/store-errors'
import type { StoreNotice } from '../store/store-api'

/** What lies beside a library that may only be read cannot be written either. @throws DownhillError 'store-read-only' */
export function refuseReadOnly(notice: StoreNotice | null | undefined): void {
  if (notice?.code === 'store-read-only') throw storeReadOnly(notice.values.file)
}
