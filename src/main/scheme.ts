import { readFile } from 'node:fs/promises'
import { protocol } from 'electron'
import { CONTENT_SECURITY_POLICY, PERMISSIONS_POLICY } from './content-policy'
import { listPageFiles } from './page-files'

const SCHEME = 'downhill'
export const ORIGIN = `${SCHEME}://app`
export const PAGE = `${ORIGIN}/index.html`

const HEADERS = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'Permissions-Policy': PERMISSIONS_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin'
}

/** Gives our scheme an origin of its own, as https has one. To be called before the app is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, codeCache: true } }
  ])
}

/** Serves the built page under downhill://app/ and nothing else. */
export function servePage(folder: string): void {
  const files = listPageFiles(folder)
  protocol.handle(SCHEME, async (request) => {
    const address = new URL(request.url)
    const file = address.host === 'app' ? files.get(address.pathname) : undefined
    if (!file || request.method !== 'GET') return new Response(null, { status: 404 })
    return new Response(await readFile(file.path), {
      headers: { ...HEADERS, 'Content-Type': file.contentType }
    })
  })
}
