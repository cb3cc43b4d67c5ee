import type { Engine } from './engine'
import type { Network } from './network'
import { createFastEngine } from './wasm/fast-engine'

/** Makes engines one after the other, which share what they can; each ends the one before. */
export interface EngineWorkshop {
  engine(network: Network): Engine
}

/** The workshop of a process that trains one run after the other. */
export function createWorkshop(): EngineWorkshop {
  return { engine: createFastEngine }
}

/** The engine that runs are trained on. */
export function createEngine(network: Network): Engine {
  return createFastEngine(network)
}
