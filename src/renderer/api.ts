import type { EventName, Events, RequestInput, RequestName, Responses } from '../shared/contract'
import { fromPlainError } from '../shared/errors'
import type { ImportedFile } from '../shared/files'

/** Requests without input are called with the name alone. */
type InputArguments<Name extends RequestName> =
  RequestInput<Name> extends undefined ? [] : [input: RequestInput<Name>]

/** Asks the main process. Throws the DownhillError that the answer carries. */
export async function request<Name extends RequestName>(
  name: Name,
  ...[input]: InputArguments<Name>
): Promise<Responses[Name]> {
  const result = await window.downhill.request(name, input as RequestInput<Name>)
  if (!result.ok) throw fromPlainError(result.error)
  return result.value
}

/** Calls back on every event of that name; the returned function ends it. */
export function subscribe<Name extends EventName>(
  name: Name,
  listener: (payload: Events[Name]) => void
): () => void {
  return window.downhill.on(name, (payload) => {
    // whatever a listener returns would have to cross the bridge, and a reactive object cannot
    listener(payload)
  })
}

/** Takes in the runs of files that a person dropped on the window. */
export async function importDroppedFiles(files: readonly File[]): Promise<ImportedFile[]> {
  const result = await window.downhill.importDropped([...files])
  if (!result.ok) throw fromPlainError(result.error)
  return result.value
}
