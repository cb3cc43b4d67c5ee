import type { Page } from '@playwright/test'

/** Presses Tab until the control with this name has the focus, as somebody without a mouse does. */
export async function tabTo(
  page: Page,
  role: 'button' | 'link' | 'textbox',
  name: RegExp
): Promise<void> {
  const target = page.getByRole(role, { name }).first()
  for (let presses = 0; presses < 120; presses++) {
    if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) {
      return
    }
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reached the ${role} ${String(name)}.`)
}
