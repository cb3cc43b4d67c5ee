import { STATE_SLOTS } from '../../engine/engine'
import { startParameters } from '../../engine/initialise'
import { parametersFromBytes } from '../../engine/network'
import type { TrainingState } from '../../shared/trainer-protocol'
import { inPortions, type RunMaterial, type StudyTools } from './task'

/** All that decides how a run goes on from a step. */
export interface Place {
  step: number
  parameters: Float32Array
  /** As many slots as the optimiser uses (engine/engine.ts). */
  optimiserState: Float32Array
}

/** Places on the way are kept so far apart, in steps: so that a walk back is short, too. */
const MILESTONE = 500
/** Bytes of kept places. */
const MOST_KEPT = 1 << 26

/** Walks runs to any of their steps, and remembers where it was last. */
export class Walker {
  /** In order of use, the one used longest ago first. */
  readonly #kept = new Map<string, { run: string; place: Place }>()
  #bytes = 0

  /**
   * The run's own parameters after `step` steps, to the last bit.
   * @param run names the course of the run: equal for equal settings, data and rate changes
   * @param from at or before that step; null: the start that the seed decides
   * @throws RangeError where `from` does not fit the network
   */
  async walk(
    run: string,
    material: RunMaterial,
    from: TrainingState | null,
    step: number,
    tools: StudyTools
  ): Promise<Place> {
    const start = from ? placeOf(material, from) : startOf(material)
    let place = this.#nearest(run, start, step)
    const first = place.step
    while (place.step < step) {
      const milestone = Math.min(step, (Math.floor(place.step / MILESTONE) + 1) * MILESTONE)
      place = await walkOn(material, place, milestone, tools)
      this.#keep(run, place)
      tools.tell(place.step - first, step - first)
    }
    return place
  }

  /** The kept place closest before the step, or the start where that is closer. */
  #nearest(run: string, start: Place, step: number): Place {
    let nearest = start
    for (const kept of this.#kept.values()) {
      const isCloser = kept.place.step > nearest.step && kept.place.step <= step
      if (kept.run === run && isCloser) nearest = kept.place
    }
    if (nearest !== start) this.#keep(run, nearest)
    return nearest
  }

  #keep(run: string, place: Place): void {
    const key = `${place.step} ${run}`
    this.#drop(key)
    this.#kept.set(key, { run, place })
    this.#bytes += bytesOf(place)
    while (this.#bytes > MOST_KEPT && this.#kept.size > 1) {
      const [oldest] = this.#kept.keys()
      this.#drop(oldest)
    }
  }

  #drop(key: string): void {
    const kept = this.#kept.get(key)
    if (kept) this.#bytes -= bytesOf(kept.place)
    this.#kept.delete(key)
  }
}

function bytesOf({ parameters, optimiserState }: Place): number {
  return parameters.byteLength + optimiserState.byteLength
}

function startOf({ network, config }: RunMaterial): Place {
  const parameters = startParameters(network, config.initialisation, config.seed)
  const slots = STATE_SLOTS[config.optimiser]
  return { step: 0, parameters, optimiserState: new Float32Array(slots * parameters.length) }
}

function placeOf({ network, config }: RunMaterial, from: TrainingState): Place {
  const { layers } = network
  const state = from.optimiserState ?? new Uint8Array(0)
  return {
    step: from.step,
    parameters: parametersFromBytes(from.parameters, layers),
    optimiserState: parametersFromBytes(state, layers, STATE_SLOTS[config.optimiser])
  }
}

async function walkOn(
  { plans }: RunMaterial,
  start: Place,
  step: number,
  tools: StudyTools
): Promise<Place> {
  let place = start
  const slots = start.optimiserState.length / start.parameters.length
  await inPortions(tools, step - start.step, (from, to) => {
    const { engine, training } = tools.engine()
    engine.load(place.parameters, place.optimiserState)
    const end = start.step + to
    for (let at = start.step + from; at < end;) {
      const count = plans.portion(at, end - at)
      engine.train(training, plans.plan(at, count))
      at += count
    }
    place = {
      step: end,
      parameters: engine.parameters(),
      optimiserState: engine.optimiserState(slots)
    }
  })
  return place
}
