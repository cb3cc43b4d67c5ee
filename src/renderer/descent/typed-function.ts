import {
  create,
  derivativeDependencies,
  parseDependencies,
  type FunctionNode,
  type MathNode,
  type OperatorNode
} from 'mathjs/number'
import type { FunctionOfOne } from './one-functions'
import { LONGEST_FORMULA, type FormulaProblem } from './typed-problem'
import { TYPED_CONSTANTS, TYPED_FUNCTIONS, TYPED_OPERATORS, toFunction } from './typed-evaluate'

export type TypedFunction =
  ({ ok: true; tex: string } & FunctionOfOne) | { ok: false; problem: FormulaProblem }

/** Any of them is the weight. */
const VARIABLES = ['x', 'w', 'W']
/** What it is called in the formula that is shown. */
const VARIABLE = 'W'

/** Functions within functions: each one more doubles the time that math.js needs for the slope. */
const MOST_NESTED = 8

const math = create({ parseDependencies, derivativeDependencies }, {})

/**
 * Reads a formula of one variable, x or W, as it is typed: `x^2 + sin(3x)`. math.js parses it and works
 * out its slope symbolically; nothing typed is ever run as a program.
 */
export function readFormula(text: string): TypedFunction {
  if (text.trim() === '') return { ok: false, problem: { kind: 'empty' } }
  if (text.length > LONGEST_FORMULA) return { ok: false, problem: { kind: 'tooLong' } }
  try {
    const parsed = math.parse(text)
    const problem = findProblem(parsed, text)
    if (problem) return { ok: false, problem }
    if (nesting(parsed) > MOST_NESTED) return { ok: false, problem: { kind: 'tooDeep' } }
    const formula = inOneVariable(parsed)
    // tidied it would look better, and take a second where a formula is long
    const slope = math.derivative(formula, VARIABLE, { simplify: false })
    return {
      ok: true,
      tex: formula.toTex({ parenthesis: 'auto' }),
      value: toFunction(formula),
      slope: toFunction(withSigns(slope))
    }
  } catch (error) {
    return { ok: false, problem: syntaxProblem(error, text) }
  }
}

/** What math.js says of a formula that it cannot parse. */
function syntaxProblem(error: unknown, text: string): FormulaProblem {
  const at = Number((error as { char?: unknown }).char)
  // it has been parsed by then: what has no slope is as little a formula here
  if (!Number.isInteger(at)) return { kind: 'noFormula', at: 1, part: text.trim() }
  const part = text.slice(at - 1).trim()
  if (part === '') return { kind: 'ends', at }
  const bracket = error instanceof Error && error.message.includes('Parenthesis')
  return { kind: bracket ? 'bracket' : 'unclear', at, part }
}

/** The first thing in a parsed formula that is no number, no W, and nothing that makes a number of them. */
function findProblem(formula: MathNode, text: string): FormulaProblem | undefined {
  let problem: FormulaProblem | undefined
  formula.traverse((node, path, parent) => {
    if (problem) return
    const kind = problemOf(node, path, parent)
    if (kind) problem = { kind, ...whereIs(nameOf(node), text) }
  })
  return problem
}

type NodeProblem = 'unknownName' | 'unknownFunction' | 'bareFunction' | 'noFormula'

function problemOf(node: MathNode, path: string, parent: MathNode | null): NodeProblem | undefined {
  switch (node.type) {
    case 'ParenthesisNode':
      return undefined
    case 'ConstantNode':
      return typeof (node as MathNode & { value: unknown }).value === 'number'
        ? undefined
        : 'noFormula'
    case 'SymbolNode': {
      const name = nameOf(node)
      if (VARIABLES.includes(name) || TYPED_CONSTANTS.has(name)) return undefined
      // the name of a function that was found good, or is told of, where its brackets are
      if (parent?.type === 'FunctionNode' && path === 'fn') return undefined
      return isFunction(name) ? 'bareFunction' : 'unknownName'
    }
    case 'OperatorNode':
      return TYPED_OPERATORS.has((node as OperatorNode).fn) ? undefined : 'noFormula'
    case 'FunctionNode': {
      const { args } = node as FunctionNode
      const known = isFunction(nameOf(node)) || isProduct(node)
      return known ? (args.length === 1 ? undefined : 'noFormula') : 'unknownFunction'
    }
    default:
      return 'noFormula'
  }
}

function isFunction(name: string): boolean {
  return TYPED_FUNCTIONS.has(name) || name === 'ln'
}

/** How many functions are within each other. */
function nesting(node: MathNode): number {
  let deepest = 0
  node.forEach((child) => (deepest = Math.max(deepest, nesting(child))))
  return deepest + (node.type === 'FunctionNode' ? 1 : 0)
}

/** `x (x + 1)`, which math.js takes for a function called x. */
function isProduct(node: MathNode): boolean {
  const name = nameOf(node)
  return node.type === 'FunctionNode' && (VARIABLES.includes(name) || TYPED_CONSTANTS.has(name))
}

function nameOf(node: MathNode): string {
  if (node.type === 'FunctionNode') return (node as FunctionNode).fn.name
  if (node.type === 'SymbolNode') return (node as MathNode & { name: string }).name
  if (node.type === 'OperatorNode') return (node as OperatorNode).op
  return ''
}

/** Where a name or an operator stands in the text; math.js keeps no places. */
function whereIs(part: string, text: string): { at: number; part: string } {
  const whole = { at: 1, part: text.trim() }
  if (part === '') return whole
  const isWord = /^\w/.test(part)
  const quoted = part.replace(/[^\w]/g, '\\$&')
  const found = text.search(new RegExp(isWord ? `(?<![A-Za-z_])${quoted}(?!\\w)` : quoted))
  return found === -1 ? whole : { at: found + 1, part }
}

/** The same with one name for the variable and for the logarithm, and products as products. */
function inOneVariable(formula: MathNode): MathNode {
  return formula.transform((node, path, parent) => {
    if (isProduct(node)) {
      // what takes the place of a node is not looked into any more
      const [factor, variable] = [(node as FunctionNode).args[0], new math.SymbolNode(nameOf(node))]
      const factors = [variable, new math.ParenthesisNode(factor)].map(inOneVariable)
      return new math.OperatorNode('*', 'multiply', [factors[0], factors[1]])
    }
    if (node.type !== 'SymbolNode') return node
    const name = nameOf(node)
    const isName = parent?.type === 'FunctionNode' && path === 'fn'
    if (isName) return name === 'ln' ? new math.SymbolNode('log') : node
    return VARIABLES.includes(name) ? new math.SymbolNode(VARIABLE) : node
  })
}

/** |u| / u, as the slope of |u| comes, has no number where u is 0; the sign of u has. */
function withSigns(slope: MathNode): MathNode {
  return slope.transform((node) => {
    if (node.type !== 'OperatorNode' || (node as OperatorNode).fn !== 'divide') return node
    const [above, below] = (node as OperatorNode).args
    if (above.type !== 'FunctionNode' || nameOf(above) !== 'abs') return node
    const [inner] = (above as FunctionNode).args
    if (inner.toString() !== below.toString()) return node
    return new math.FunctionNode(new math.SymbolNode('sign'), [inner])
  })
}
