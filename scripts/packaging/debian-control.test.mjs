import { expect, test } from 'vitest'
import { changelogFile, controlFile, debianVersion, neededLibc } from './debian-control.mjs'

const FACTS = {
  version: '1.2.3',
  testBuild: false,
  libc: '2.34',
  kibibytes: 1000,
  electron: '45.4.1'
}

test('a release is newer than its test builds', () => {
  // for Debian a tilde comes before the end of the word
  expect(debianVersion('1.2.3', true)).toBe('1.2.3~testbuild')
  expect(debianVersion('1.2.3', false)).toBe('1.2.3')
})

test('the newest version of the C library counts, by number', () => {
  const names = Buffer.from('\0GLIBC_2.4\0GLIBC_2.34\0GLIBC_2.2.5\0GLIBCXX_3.4.99\0')
  expect(neededLibc(names)).toBe('2.34')
})

test('libraries that were renamed are taken under both names', () => {
  const control = controlFile(FACTS)
  expect(control).toMatch(/^Depends: libc6 \(>= 2\.34\), .*libasound2t64 \| libasound2, /m)
  expect(control).toMatch(/^Installed-Size: 1000$/m)
  expect(control).not.toContain('TEST BUILD')
})

test('a test build says so', () => {
  const control = controlFile({ ...FACTS, testBuild: true })
  expect(control).toContain('Version: 1.2.3~testbuild\n')
  expect(control).toContain('TEST BUILD: it carries Electron 45.4.1')
})

test('the list of changes has the form that Debian wants', () => {
  const text = changelogFile({ version: '1.2.3', testBuild: false, now: new Date(0) })
  expect(text).toMatch(/^downhill \(1\.2\.3\) unstable; urgency=medium\n\n {2}\* /)
  expect(text).toMatch(/\n -- .* <.*> {2}Thu, 01 Jan 1970 00:00:00 \+0000\n$/)
})
