import fuses from '@electron/fuses'

const { FuseV1Options, getCurrentFuseWire } = fuses

/** How the fuses stand in the program's file. */
const ON = '1'.charCodeAt(0)
const OFF = '0'.charCodeAt(0)

/** What must hold in every packaged program, whatever the packaging was told. */
const WANTED = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false
}

/**
 * Reads the fuses back from a packaged program.
 * @param {string} executable the program's file; on macOS the .app
 * @returns {Promise<string[]>} what is not as wanted, in words
 */
export async function wrongFuses(executable) {
  const wire = await getCurrentFuseWire(executable)
  return Object.entries(WANTED).flatMap(([name, isOn]) => {
    const state = wire[FuseV1Options[name]]
    const wanted = isOn ? ON : OFF
    return state === wanted ? [] : [`${name} should be ${isOn ? 'on' : 'off'}`]
  })
}
