// AssemblyScript (the name keeps tools that know TypeScript away): as many multiplications and
// additions as 128-bit SIMD allows. Twelve chains that do not wait for one another keep the units
// busy, and with the two constants they still fit into the registers; thirteen do not.

@inline
function step(x: v128, factor: v128, summand: v128): v128 {
  return f32x4.add(f32x4.mul(x, factor), summand)
}

/** Operations in one turn of the loop: 12 chains, 4 lanes, a multiplication and an addition. */
export const OPERATIONS: i32 = 12 * 4 * 2

/** The sum keeps the compiler from leaving the work out; factor and summand, from doing it ahead. */
export function work(turns: i32, factor: f32, summand: f32): f32 {
  const f = f32x4.splat(factor)
  const s = f32x4.splat(summand)
  let a = f32x4.splat(1)
  let b = f32x4.splat(2)
  let c = f32x4.splat(3)
  let d = f32x4.splat(4)
  let e = f32x4.splat(5)
  let g = f32x4.splat(6)
  let h = f32x4.splat(7)
  let i = f32x4.splat(8)
  let j = f32x4.splat(9)
  let k = f32x4.splat(10)
  let l = f32x4.splat(11)
  let m = f32x4.splat(12)
  for (let turn = 0; turn < turns; turn++) {
    a = step(a, f, s)
    b = step(b, f, s)
    c = step(c, f, s)
    d = step(d, f, s)
    e = step(e, f, s)
    g = step(g, f, s)
    h = step(h, f, s)
    i = step(i, f, s)
    j = step(j, f, s)
    k = step(k, f, s)
    l = step(l, f, s)
    m = step(m, f, s)
  }
  const abcd = f32x4.add(f32x4.add(a, b), f32x4.add(c, d))
  const eghi = f32x4.add(f32x4.add(e, g), f32x4.add(h, i))
  const jklm = f32x4.add(f32x4.add(j, k), f32x4.add(l, m))
  return f32x4.extract_lane(f32x4.add(abcd, f32x4.add(eghi, jklm)), 0)
}
