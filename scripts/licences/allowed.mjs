/** What may be part of the program: licences that ask for no more than that their text goes along. */
const ALLOWED_IN_PROGRAM = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'OFL-1.1',
  'Zlib',
  // no licences of the usual list; scripts/licences/parts.mjs says what they are
  'LicenseRef-public-domain',
  'LicenseRef-MNIST'
])

/** What tools may have besides, of which nothing is passed on: they work on our files, and stay here. */
const ALLOWED_IN_TOOLS = new Set([
  ...ALLOWED_IN_PROGRAM,
  'BlueOak-1.0.0',
  'CC-BY-4.0',
  'MPL-2.0',
  'Python-2.0',
  'WTFPL'
])

/** Whether work under this licence (an SPDX expression) may be shipped in the program. */
export const mayBeShipped = (expression) => isAllowed(expression, ALLOWED_IN_PROGRAM)

/** Whether work under this licence (an SPDX expression) may be used to make the program. */
export const mayBeUsed = (expression) => isAllowed(expression, ALLOWED_IN_TOOLS)

/** One licence of several offered is enough; of several that hold together each must be allowed. */
function isAllowed(expression, allowed) {
  if (typeof expression !== 'string') return false
  const words = expression.match(/[()]|[^\s()]+/g) ?? []
  let isWhole = true
  const next = () => {
    if (words.length === 0) isWhole = false
    return words.shift()
  }
  const either = () => {
    let result = all()
    while (words[0] === 'OR') {
      next()
      // both sides are read to their end, whatever the first one comes to
      const other = all()
      result ||= other
    }
    return result
  }
  const all = () => {
    let result = one()
    while (words[0] === 'AND') {
      next()
      const other = one()
      result &&= other
    }
    return result
  }
  const one = () => {
    const word = next()
    if (word !== '(') return allowed.has(word)
    const result = either()
    return next() === ')' && result
  }
  return either() && isWhole && words.length === 0
}
