import type { Result } from '../shared/errors'
import type { PieceRequest, Reply } from '../shared/large-answer'

/**
 * The answer as if it had come in one message: what main kept of it is fetched piece by piece.
 * @param fetchPiece answers with the bytes from there on, as many as go into one message
 */
export async function wholeAnswer<Value>(
  { kept, ...answer }: Reply,
  fetchPiece: (request: PieceRequest) => Promise<Result<Uint8Array>>
): Promise<Result<Value>> {
  if (!answer.ok || kept === undefined) return answer as Result<Value>
  const bytes = new Uint8Array(kept.byteLength)
  // one after the other: pieces asked for together would hold main up together
  for (let from = 0; from < bytes.length;) {
    const piece = await fetchPiece({ id: kept.id, from })
    if (!piece.ok) return piece
    bytes.set(piece.value, from)
    from += piece.value.length
  }
  const value =
    kept.field === null ? bytes : Object.assign({}, answer.value, { [kept.field]: bytes })
  return { ok: true, value: value as Value }
}
