/**
 * Version of all that decides a run's bits: generator, shuffling, start weights, kernels, the order of
 * every sum. It is raised whenever the same settings come to other weights than before, so that a
 * stored run says under which arithmetic it can be repeated. 1: runs of before it was kept.
 */
export const NUMERICS_VERSION = 2
