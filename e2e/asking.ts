import type { Page } from '@playwright/test'
import type { RequestInput, RequestName, Responses } from '../src/shared/contract'
import { fromPlainError, type Result } from '../src/shared/errors'

/** Asks the main process as the page does. Throws the DownhillError that the answer carries. */
export async function ask<Name extends RequestName>(
  page: Page,
  name: Name,
  input: RequestInput<Name>
): Promise<Responses[Name]> {
  // Playwright's own types cannot carry a generic name to the page and back
  const result = await page.evaluate<
    Result<Responses[Name]>,
    { requested: RequestName; given: unknown }
  >(
    ({ requested, given }) =>
      window.downhill.request(requested as Name, given as RequestInput<Name>),
    { requested: name, given: input }
  )
  if (!result.ok) throw fromPlainError(result.error)
  return result.value
}
