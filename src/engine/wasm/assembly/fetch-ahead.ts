import { ExampleSet } from './layout'

/** Bytes of a line of the cache. */
const LINE: usize = 64

/** Lists fetched at a time. */
const FETCHED_AHEAD: usize = 32

/** Where in the order of the examples the next lists are to be fetched, and where it ends. */
let nextFetch: usize = 0
let orderEnd: usize = 0
let fetchStarts: usize = 0

/**
 * Says which examples order[0..count) will be met from now on, whatever steps they are cut into.
 */
export function announceOrder(set: ExampleSet, order: usize, count: i32): void {
  fetchStarts = set.inputs
  nextFetch = order
  orderEnd = order + (<usize>count << 2)
}

/**
 * Fetches the lists of this and the next examples into the cache, when it is time to: waiting for
 * one list after the other would cost half as much again. WebAssembly has no prefetch instruction,
 * so a byte of every cache line is loaded.
 */
@inline
export function fetchAhead(place: usize): void {
  if (place >= nextFetch) fetchLists(place)
}

export function fetchLists(place: usize): void {
  const starts = fetchStarts
  nextFetch = min(place + (FETCHED_AHEAD << 2), orderEnd)
  let bits: u32 = 0
  // First all first lines, which come at the same time: none has to wait for the end of another list.
  for (let at = place; at < nextFetch; at += 4) {
    bits ^= load<u8>(<usize>load<u32>(starts + (<usize>load<u32>(at) << 2)))
  }
  for (; place < nextFetch; place += 4) {
    const start = starts + (<usize>load<u32>(place) << 2)
    const end = <usize>load<u32>(start, 4)
    for (let at = <usize>load<u32>(start) + LINE; at < end; at += LINE) bits ^= load<u8>(at)
  }
  fetched ^= bits
}

/** Keeps the optimiser from dropping the loads. */
let fetched: u32 = 0
