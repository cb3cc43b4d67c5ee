import type { FunctionNode, MathNode, OperatorNode } from 'mathjs/number'

/** What a typed formula is worth at a weight. */
export type Evaluate = (weight: number) => number

const CONSTANTS: Readonly<Record<string, number>> = { e: Math.E, pi: Math.PI }

/** Of one number each. Those in the second half come of slopes only. */
const FUNCTIONS: Readonly<Record<string, (number: number) => number>> = {
  abs: Math.abs,
  sqrt: Math.sqrt,
  exp: Math.exp,
  log: Math.log,
  log10: Math.log10,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  sign: Math.sign,
  sec: (number) => 1 / Math.cos(number),
  sech: (number) => 1 / Math.cosh(number)
}

/** The functions that may be typed: each of them has a slope that math.js knows. */
export const TYPED_FUNCTIONS: ReadonlySet<string> = new Set(
  Object.keys(FUNCTIONS).filter((name) => !['sign', 'sec', 'sech'].includes(name))
)

export const TYPED_CONSTANTS: ReadonlySet<string> = new Set(Object.keys(CONSTANTS))

/** The operators that may be typed. */
export const TYPED_OPERATORS: ReadonlySet<string> = new Set([
  'add',
  'subtract',
  'multiply',
  'divide',
  'pow',
  'unaryMinus',
  'unaryPlus'
])

/**
 * Turns a parsed formula into a function that can be called thousands of times for one picture: what
 * math.js itself makes of it looks up names at every call.
 * @throws Error where the formula holds anything but numbers, W, and the operators and functions above
 */
export function toFunction(node: MathNode): Evaluate {
  switch (node.type) {
    case 'ConstantNode': {
      const value = Number((node as MathNode & { value: unknown }).value)
      return () => value
    }
    case 'SymbolNode': {
      const { name } = node as MathNode & { name: string }
      if (!Object.hasOwn(CONSTANTS, name)) return (weight) => weight
      return () => CONSTANTS[name]
    }
    case 'ParenthesisNode':
      return toFunction((node as MathNode & { content: MathNode }).content)
    case 'OperatorNode':
      return fromOperator(node as OperatorNode)
    case 'FunctionNode':
      return fromFunction(node as FunctionNode)
    default:
      throw new Error(`No number comes of a ${node.type}.`)
  }
}

function fromOperator({ fn, args }: OperatorNode): Evaluate {
  const [left, right = left] = args.map(toFunction)
  switch (fn as string) {
    case 'add':
      return (weight) => left(weight) + right(weight)
    case 'subtract':
      return (weight) => left(weight) - right(weight)
    case 'multiply':
      return (weight) => left(weight) * right(weight)
    case 'divide':
      return (weight) => left(weight) / right(weight)
    case 'pow':
      return (weight) => left(weight) ** right(weight)
    case 'unaryMinus':
      return (weight) => -left(weight)
    case 'unaryPlus':
      return left
    default:
      throw new Error(`No number comes of the operator ${fn}.`)
  }
}

function fromFunction({ fn, args }: FunctionNode): Evaluate {
  const { name } = fn
  if (!Object.hasOwn(FUNCTIONS, name) || args.length !== 1) {
    throw new Error(`No number comes of the function ${name}.`)
  }
  const [inner] = args.map(toFunction)
  return (weight) => FUNCTIONS[name](inner(weight))
}
