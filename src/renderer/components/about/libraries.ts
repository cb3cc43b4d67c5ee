/** Work of others that is part of the program as it is shipped. A test keeps this list true. */
export interface Library {
  /** The package it comes from. */
  package: string
  name: string
  /** SPDX identifier, as the package states it. */
  license: string
  authors: string
}

export const LIBRARIES: readonly Library[] = [
  { package: 'electron', name: 'Electron', license: 'MIT', authors: 'Electron contributors' },
  { package: 'better-sqlite3', name: 'better-sqlite3', license: 'MIT', authors: 'Joshua Wise' },
  { package: 'vue', name: 'Vue', license: 'MIT', authors: 'Evan You and contributors' },
  {
    package: 'vue-router',
    name: 'Vue Router',
    license: 'MIT',
    authors: 'Eduardo San Martin Morote and contributors'
  },
  {
    package: 'vue-i18n',
    name: 'Vue I18n',
    license: 'MIT',
    authors: 'Kazuya Kawaguchi and contributors'
  },
  {
    package: '@tanstack/vue-virtual',
    name: 'TanStack Virtual',
    license: 'MIT',
    authors: 'Tanner Linsley and contributors'
  },
  { package: 'chart.js', name: 'Chart.js', license: 'MIT', authors: 'Chart.js contributors' },
  { package: '@kurkle/color', name: '@kurkle/color', license: 'MIT', authors: 'Jukka Kurkela' },
  {
    package: 'katex',
    name: 'KaTeX',
    license: 'MIT',
    authors: 'Khan Academy and contributors; its fonts, OFL-1.1, with Design Science, Inc.'
  },
  { package: 'mathjs', name: 'math.js', license: 'Apache-2.0', authors: 'Jos de Jong' },
  { package: 'typed-function', name: 'typed-function', license: 'MIT', authors: 'Jos de Jong' },
  { package: 'tiny-emitter', name: 'tiny-emitter', license: 'MIT', authors: 'Scott Corgan' },
  { package: 'escape-latex', name: 'escape-latex', license: 'MIT', authors: 'Dang Mai' },
  { package: '@babel/runtime', name: 'Babel', license: 'MIT', authors: 'The Babel Team' },
  { package: 'd3-contour', name: 'd3-contour', license: 'ISC', authors: 'Mike Bostock' },
  { package: 'd3-array', name: 'd3-array', license: 'ISC', authors: 'Mike Bostock' },
  { package: 'internmap', name: 'internmap', license: 'ISC', authors: 'Mike Bostock' },
  { package: 'zod', name: 'Zod', license: 'MIT', authors: 'Colin McDonnell' },
  { package: 'fflate', name: 'fflate', license: 'MIT', authors: 'Arjun Barrett' },
  { package: 'fast-png', name: 'fast-png', license: 'MIT', authors: 'Michaël Zasso' },
  { package: 'iobuffer', name: 'IOBuffer', license: 'MIT', authors: 'Michaël Zasso' },
  {
    package: 'jpeg-js',
    name: 'jpeg-js',
    license: 'BSD-3-Clause',
    authors: 'Eugene Ware and contributors'
  },
  {
    package: 'papaparse',
    name: 'Papa Parse',
    license: 'MIT',
    authors: 'Matthew Holt and contributors'
  },
  {
    package: '@lucide/vue',
    name: 'Lucide',
    license: 'ISC',
    authors: 'Lucide contributors; parts from Feather by Cole Bemis, MIT'
  },
  {
    package: '@fontsource-variable/atkinson-hyperlegible-next',
    name: 'Atkinson Hyperlegible Next',
    license: 'OFL-1.1',
    authors: 'Braille Institute of America'
  },
  {
    package: '@fontsource-variable/atkinson-hyperlegible-mono',
    name: 'Atkinson Hyperlegible Mono',
    license: 'OFL-1.1',
    authors: 'Braille Institute of America'
  }
]
