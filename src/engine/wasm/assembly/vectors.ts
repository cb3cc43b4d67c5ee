/** Four float32 lanes at a time: the few words that every kernel is written in. */

/** a * b + c, rounded after each operation: no fused instruction, so the same bits everywhere. */
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  return f32x4.add(f32x4.mul(a, b), c)
}

/** The float32 at the address, in all four lanes. */
@inline
export function splatAt(address: usize): v128 {
  return v128.load_splat<u32>(address)
}

/** Vectors that the next tile of a matrix takes, at most 4; narrow last tiles are avoided. */
@inline
export function tileWidth(left: i32): i32 {
  return left == 5 || left == 6 ? 3 : min(left, 4)
}

/** address[0..3] += scale * x. */
@inline
export function addScaled(address: usize, scale: v128, x: v128): void {
  v128.store(address, multiplyAdd(scale, x, v128.load(address)))
}

/** rows[0..bytes) *= scale. */
export function scaleRows(rows: usize, bytes: usize, scale: f32): void {
  const factor = f32x4.splat(scale)
  const end = rows + bytes
  for (; rows < end; rows += 16) v128.store(rows, f32x4.mul(factor, v128.load(rows)))
}

/** The sum of both lanes. */
@inline
export function sumOfDoubles(x: v128): f64 {
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1)
}

/** sums[0..1] + the four float32 lanes of x, two to each double. */
@inline
export function addToDoubles(sums: v128, x: v128): v128 {
  const low = f64x2.promote_low_f32x4(x)
  const high = f64x2.promote_low_f32x4(v128.shuffle<u64>(x, x, 1, 1))
  return f64x2.add(sums, f64x2.add(low, high))
}

/**
 * Numbers that the compiler knows, as types: `kernel<Three>` is compiled for three vectors, and
 * what it asks by `moreThan` vanishes. (A constant argument would not do: the optimiser first
 * merges the copies of an inlined function, and then finds nothing constant in them.)
 */
@unmanaged
export class None {}

@unmanaged
export class One extends None {
  first: v128
}

@unmanaged
export class Two extends One {
  second: v128
}

@unmanaged
export class Three extends Two {
  third: v128
}

@unmanaged
export class Four extends Three {
  fourth: v128
}

@unmanaged
export class Five extends Four {
  fifth: v128
}

@unmanaged
export class Six extends Five {
  sixth: v128
}

/** Whether N is a larger number; offsetof<N>() is the size of N vectors in bytes. */
@inline
export function moreThan<N>(number: usize): bool {
  return offsetof<N>() > number << 4
}
