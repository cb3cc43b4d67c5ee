import type { Examples } from '../engine'
import { Arena } from './arena'
import { formOf, placeInputs, type Form, type PlacedInputs } from './example-memory'
import { instantiateKernels, type Kernels } from './kernels'

/** Inputs in memory, and what they were made of. */
interface KeptInputs {
  made: Pick<Examples, 'inputs' | 'inputSize' | 'imageWidth'> & { form: Form }
  placed: PlacedInputs
  /** Where the next inputs begin. */
  end: number
  /** The last turn in which they were used. */
  turn: number
}

/**
 * Kernels and a memory for one engine after the other. Inputs lie at the memory's lower end and stay
 * there from engine to engine, found again by the identity of their array: its contents must not
 * change. All else lies above them and goes with its engine.
 */
export class Workbench {
  readonly kernels: Kernels
  readonly arena: Arena
  readonly #start: number
  /** In the order of their addresses. */
  readonly #kept: KeptInputs[] = []
  #engines = 0
  /** Counts the engines that used any inputs. */
  #turn = 0

  /** @param maximumPages of 64 KiB that the memory may grow to */
  constructor(maximumPages?: number) {
    const { kernels, memory } = instantiateKernels(maximumPages)
    this.kernels = kernels
    this.arena = new Arena(memory, kernels.freeMemory())
    this.#start = this.arena.top
  }

  /**
   * Another engine begins, and all that the last one had beside its inputs is given up. The function
   * that is returned tells whether that engine is still the newest.
   */
  begin(): () => boolean {
    const number = ++this.#engines
    if (this.#kept.some(({ turn }) => turn === this.#turn)) this.#turn++
    this.arena.rewind(this.#endOfInputs())
    return () => number === this.#engines
  }

  /** Inputs that are kept already in the form for a first layer of so many neurons, or undefined. */
  find(examples: Examples, neurons: number): PlacedInputs | undefined {
    const form = formOf(examples.inputs, neurons)
    const found = this.#kept.find(
      ({ made }) =>
        made.inputs === examples.inputs &&
        made.inputSize === examples.inputSize &&
        made.imageWidth === examples.imageWidth &&
        made.form === form
    )
    if (found) found.turn = this.#turn
    return found?.placed
  }

  /**
   * Makes room for more inputs: gives up all that lies above them, and those that neither this
   * engine nor the one before has used, together with what lies above those. The memory is bounded
   * by what two engines use.
   */
  clear(): void {
    const unused = this.#kept.findIndex(({ turn }) => turn < this.#turn - 1)
    if (unused >= 0) this.#kept.splice(unused)
    this.arena.rewind(this.#endOfInputs())
  }

  /** Takes inputs in, unless they are kept already. Nothing but inputs may lie below. */
  keep(examples: Examples, neurons: number): PlacedInputs {
    const found = this.find(examples, neurons)
    if (found) return found
    const { inputs, inputSize, imageWidth } = examples
    const form = formOf(inputs, neurons)
    const placed = placeInputs(this.arena, this.kernels, examples, form)
    this.#kept.push({
      made: { inputs, inputSize, imageWidth, form },
      placed,
      end: this.arena.top,
      turn: this.#turn
    })
    return placed
  }

  #endOfInputs(): number {
    return this.#kept.at(-1)?.end ?? this.#start
  }
}
