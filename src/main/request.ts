import {
  requestSchemas,
  type RequestInput,
  type RequestName,
  type Responses
} from '../shared/contract'
import { DownhillError, toPlainError, type Result } from '../shared/errors'
import type { z } from '../shared/zod'

/** One handler a request; the type demands that none is missing and none is left over. */
export type Handlers = {
  [Name in RequestName]: (input: RequestInput<Name>) => Responses[Name] | Promise<Responses[Name]>
}

const schemas: { [Name in RequestName]: z.ZodType<RequestInput<Name>> } = requestSchemas

/**
 * Answers one message from the window: checks its input against the contract's schema, asks the
 * handler, and turns whatever is thrown into an error that crosses the process border whole.
 * @param report is told of errors nobody foresaw, whose cause the window cannot show
 */
export function answerRequest<Name extends RequestName>(
  handlers: Handlers,
  name: Name,
  input: unknown,
  report: (error: unknown) => void
): Promise<Result<Responses[Name]>> {
  return answerChecked(name, schemas[name], handlers[name], input, report)
}

/** The same for one channel, whether the contract names it or not. */
export async function answerChecked<Input, Value>(
  name: string,
  schema: z.ZodType<Input>,
  handler: (input: Input) => Value | Promise<Value>,
  input: unknown,
  report: (error: unknown) => void
): Promise<Result<Value>> {
  try {
    const checked = schema.safeParse(input)
    if (!checked.success) throw invalidInput(name, checked.error)
    return { ok: true, value: await handler(checked.data) }
  } catch (error) {
    if (!(error instanceof DownhillError)) report(error)
    return { ok: false, error: toPlainError(error) }
  }
}

function invalidInput(name: string, error: z.core.$ZodError): DownhillError {
  const issue = error.issues[0]
  const where = [name, ...issue.path].join('.')
  return new DownhillError('invalid-input', `${where}: ${issue.message}`, { where })
}
