import type { Costs } from './averages'
import { refuseCalledOff, type StudyTools } from './task'

interface Kept {
  name: string
  found: Promise<Costs>
  waiting: Set<StudyTools>
}

/** Keeps the costs that were worked out last: while a slider moves, all questions begin with the same. */
export class KeptCosts {
  #kept: Kept | null = null

  /**
   * @param name equal for equal weights and examples
   * @param find works them out; it is called off when all who wait for it are
   */
  get(
    name: string,
    tools: StudyTools,
    find: (tools: StudyTools) => Promise<Costs>
  ): Promise<Costs> {
    if (this.#kept?.name === name) {
      this.#kept.waiting.add(tools)
      return this.#kept.found
    }
    const waiting = new Set([tools])
    const shared: StudyTools = {
      ...tools,
      isCalledOff: () => [...waiting].every((each) => each.isCalledOff()),
      breathe: async () => {
        await tools.rest()
        if (shared.isCalledOff()) refuseCalledOff()
      }
    }
    const kept: Kept = { name, waiting, found: find(shared) }
    this.#kept = kept
    kept.found.then(
      () => waiting.clear(),
      () => {
        if (this.#kept === kept) this.#kept = null
      }
    )
    return kept.found
  }
}
