/**
 * Puts text on the clipboard, and says whether it worked. By way of a selection: the window has none
 * of the permissions that the newer clipboard interface asks for, and shall have none.
 */
export function copyText(text: string): boolean {
  const carrier = document.createElement('textarea')
  const focused = document.activeElement
  carrier.value = text
  carrier.style.position = 'fixed'
  carrier.style.opacity = '0'
  document.body.append(carrier)
  carrier.select()
  try {
    return document.execCommand('copy')
  } finally {
    carrier.remove()
    if (focused instanceof HTMLElement) focused.focus()
  }
}
