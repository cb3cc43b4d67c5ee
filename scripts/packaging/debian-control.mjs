/** The names that Debian and Ubuntu give to processors. */
const ARCHITECTURES = { x64: 'amd64', arm64: 'arm64' }

/**
 * What Electron's own file asks for (`objdump -p`), by package. Those that were renamed for 64-bit times come under
 * both names, the new one first: in newer systems the old name of some is another library's.
 */
const LIBRARIES = [
  ...['libatk-bridge2.0-0', 'libatk1.0-0', 'libatspi2.0-0', 'libasound2', 'libcups2'].map(renamed),
  ...['libglib2.0-0', 'libgtk-3-0'].map(renamed),
  ...['libcairo2', 'libdbus-1-3', 'libdrm2', 'libexpat1', 'libgbm1', 'libgcc-s1', 'libnspr4'],
  ...['libnss3', 'libpango-1.0-0', 'libstdc++6', 'libudev1', 'libx11-6', 'libxcb1'],
  ...['libxcomposite1', 'libxdamage1', 'libxext6', 'libxfixes3', 'libxkbcommon0', 'libxrandr2']
]

function renamed(name) {
  return `${name}t64 | ${name}`
}

/** Debian wants an address, and there is none to write to. */
const MAINTAINER = 'The Downhill authors <nobody@downhill.invalid>'

export function debianArchitecture(architecture = process.arch) {
  return ARCHITECTURES[architecture] ?? architecture
}

/** A release is newer than its test builds, and replaces them. */
export function debianVersion(version, testBuild) {
  return testBuild ? `${version}~testbuild` : version
}

/** The newest version of the C library that a program file asks for: "2.34". */
export function neededLibc(contents) {
  const versions = [...contents.toString('latin1').matchAll(/GLIBC_2\.(\d+)/g)].map(([, minor]) =>
    Number(minor)
  )
  return `2.${Math.max(0, ...versions)}`
}

/**
 * The control file of the package.
 * @param {{ version: string, testBuild: boolean, libc: string, kibibytes: number, electron: string }} facts libc: the
 *   oldest version that does; kibibytes: what is installed
 */
export function controlFile({ version, testBuild, libc, kibibytes, electron }) {
  const fields = {
    Package: 'downhill',
    Version: debianVersion(version, testBuild),
    Architecture: debianArchitecture(),
    Maintainer: MAINTAINER,
    'Installed-Size': kibibytes,
    Depends: [`libc6 (>= ${libc})`, ...LIBRARIES].join(', '),
    // menu entries and files are looked up without them too, only later
    Recommends: 'desktop-file-utils, shared-mime-info, xdg-utils',
    Section: 'education',
    Priority: 'optional',
    Description: 'learn gradient descent by doing it'
  }
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`)
  return `${[...lines, ...description(testBuild, electron)].join('\n')}\n`
}

/** Debian's own list of changes, which names the one for people. */
export function changelogFile({ version, testBuild, now = new Date() }) {
  const date = now.toUTCString().replace('GMT', '+0000')
  return [
    `downhill (${debianVersion(version, testBuild)}) unstable; urgency=medium`,
    '',
    '  * What is new stands in CHANGELOG.md.gz, and in the program under About.',
    '',
    ` -- ${MAINTAINER}  ${date}`,
    ''
  ].join('\n')
}

function description(testBuild, electron) {
  const lines = [
    ' Train a small neural network on handwritten digits, watch its cost roll',
    ' downhill, keep every run with its weights, compare the curves, and draw a',
    ' digit to see what the network makes of it. For classrooms: it works offline.'
  ]
  if (!testBuild) return lines
  return [
    ...lines,
    ' .',
    ` This is a TEST BUILD: it carries Electron ${electron} instead of the version that`,
    ' the program is made for, and is no release.'
  ]
}
