import type { Result } from '../shared/errors'
import type { PieceRequest, Reply } from '../shared/large-answer'

type FetchPiece = (request: PieceRequest) => Promise<Result<Uint8Array>>

/**
 * The answer as if it had come in one message: what main kept of it is fetched piece by piece.
 * @param fetchPiece answers with the bytes from there on, as many as go into one message
 */
export async function wholeAnswer<Value>(
  { kept, ...answer }: Reply,
  fetchPiece: FetchPiece
): Promise<Result<Value>> {
  if (!answer.ok || kept === undefined) return answer as Result<Value>
  let { value } = answer
  // one after the other: pieces asked for together would hold main up together
  for (const { id, byteLength, field } of kept) {
    const bytes = await fetchAll(id, byteLength, fetchPiece)
    if (!bytes.ok) return bytes
    value = field === null ? bytes.value : Object.assign({}, value, { [field]: bytes.value })
  }
  return { ok: true, value: value as Value }
}

async function fetchAll(
  id: number,
  byteLength: number,
  fetchPiece: FetchPiece
): Promise<Result<Uint8Array>> {
  const bytes = new Uint8Array(byteLength)
  for (let from = 0; from < bytes.length;) {
    const piece = await fetchPiece({ id, from })
    if (!piece.ok) return piece
    bytes.set(piece.value, from)
    from += piece.value.length
  }
  return { ok: true, value: bytes }
}
