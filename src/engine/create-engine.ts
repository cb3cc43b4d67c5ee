import type { Engine } from './engine'
import type { Network } from './network'
import { createFastEngine } from './wasm/fast-engine'

/** The engine that runs are trained on. */
export function createEngine(network: Network): Engine {
  return createFastEngine(network)
}
