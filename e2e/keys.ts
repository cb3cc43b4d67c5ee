import type { Page } from '@playwright/test'

type Role = Parameters<Page['getByRole']>[0]

/** Presses Tab until the control with this name has the focus, as somebody without a mouse does. */
export async function tabTo(
  page: Page,
  role: Role,
  name: RegExp,
  key: 'Tab' | 'Shift+Tab' = 'Tab'
): Promise<void> {
  const target = page.getByRole(role, { name }).first()
  for (let presses = 0; presses < 120; presses++) {
    if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) {
      return
    }
    await page.keyboard.press(key)
  }
  throw new Error(`Tab never reached the ${role} ${String(name)}.`)
}

/** The same backwards. */
export const tabBackTo = (page: Page, role: Role, name: RegExp): Promise<void> =>
  tabTo(page, role, name, 'Shift+Tab')

/** Presses keys, one after the other, at whatever has the focus. */
export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}
