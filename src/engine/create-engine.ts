import type { Engine } from './engine'
import type { Network } from './network'
import { createFastEngine } from './wasm/fast-engine'
import { Workbench } from './wasm/workbench'

/** Makes engines that share one memory, one after the other. */
export interface EngineWorkshop {
  /**
   * Ends the engine before: its methods throw a RangeError from now on. Inputs that one of the last
   * two engines took in are found again where the same typed array comes with the same image width;
   * its contents must not have changed.
   */
  engine(network: Network): Engine
}

/** The workshop of a process that trains one run after the other. */
export function createWorkshop(): EngineWorkshop {
  const bench = new Workbench()
  return { engine: (network) => createFastEngine(network, bench) }
}

/** The engine that runs are trained on. */
export function createEngine(network: Network): Engine {
  return createFastEngine(network)
}
