/**
 * Version of all that decides a run's bits: generator, shuffling, start weights, kernels, the order of
 * every sum (docs/decisions/numerics.md). It is raised whenever the same settings come to other weights
 * or rows than before, so that a stored run says under which arithmetic it can be repeated; the engine's
 * numerics.test.ts tells when. 1: runs of before it was kept.
 */
export const NUMERICS_VERSION = 2
