/**
 * Reads folders of sources for the mistakes that are made with Electron, and writes what it found as JSON. By the parts of
 * electronegativity rather than its program, which would ask the network for words and for Electron's releases.
 */
const { readdirSync, readFileSync, statSync } = require('node:fs')
const { join, relative } = require('node:path')
// its sentences are of no use here: what is found has a name
globalThis.__ = (key) => key
const { Finder, GlobalChecks } = require('@doyensec/electronegativity/dist/finder')
const { Parser } = require('@doyensec/electronegativity/dist/parser')

/** Needs the list of releases from the network. */
const WITHOUT = ['availablesecurityfixesglobalcheck']
const READ = /\.(ts|js|cjs|mjs|html)$/
const TESTS = /\.test\.ts$/

const filesIn = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return filesIn(path)
    return READ.test(entry.name) && !TESTS.test(entry.name) ? [path] : []
  })

async function readSources(folder, electronVersion) {
  const parser = new Parser(false, true)
  const globalChecks = new GlobalChecks([], WITHOUT)
  const finder = new Finder([], [])
  const issues = []
  const unread = []
  const files = filesIn(folder)
  for (const file of files) {
    try {
      const [type, data, content] = parser.parse(file, readFileSync(file))
      if (data !== null)
        issues.push(...(await finder.find(file, data, type, content, null, electronVersion)))
    } catch (error) {
      unread.push(`${relative(folder, file)}: ${error.message}`)
    }
  }
  const all = await globalChecks.getResults(issues, false)
  const findings = all.map(({ id, file, sample }) => ({
    id,
    file: statSync(file, { throwIfNoEntry: false })
      ? relative(folder, file).replaceAll('\\', '/')
      : '',
    line: (sample ?? '').trim()
  }))
  return { files: files.length, checks: finder.enabled_checks.length, unread, findings }
}

const [folder, electronVersion] = process.argv.slice(2)
readSources(folder, electronVersion).then((result) => console.log(JSON.stringify(result)))
