/** Those of several networks that give one answer. */
export interface Party {
  answer: string
  /** Of the networks, in their order. */
  names: string[]
}

/**
 * Who answers what, the largest party first, of equals that of the first network. One party: they
 * agree. A network without an answer (null) belongs to none.
 */
export function partiesOf(answers: readonly { name: string; answer: string | null }[]): Party[] {
  const parties = new Map<string, Party>()
  for (const { name, answer } of answers) {
    if (answer === null) continue
    const party = parties.get(answer) ?? { answer, names: [] }
    party.names.push(name)
    parties.set(answer, party)
  }
  return [...parties.values()].sort((one, other) => other.names.length - one.names.length)
}
