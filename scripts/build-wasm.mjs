import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fingerprint } from './building/fingerprint.mjs'
import { writeWhole } from './support/files.mjs'
import { root } from './support/paths.mjs'
import { ExpectedFailure, runIfProgram, say, secondsSince } from './support/program.mjs'
import { installedPackage } from './support/tools.mjs'

const wasmFolder = join(root, 'src', 'engine', 'wasm')
const sourceFolder = join(wasmFolder, 'assembly')
const moduleFile = join(wasmFolder, 'generated', 'kernels.ts')

/** No relaxed SIMD: its results may differ from machine to machine. */
const FLAGS = [
  '-O3',
  ...['--enable', 'simd'],
  ...['--runtime', 'stub'],
  '--noAssert',
  '--importMemory'
]

/** First line of the generated module: what it was made from. */
function stampNow() {
  const sources = fingerprint(root, ['src/engine/wasm/assembly', 'scripts/build-wasm.mjs'])
  const { version } = installedPackage('assemblyscript')
  return `// Made by scripts/build-wasm.mjs with AssemblyScript ${version} from ${sources}`
}

function isUpToDate(stamp) {
  return existsSync(moduleFile) && readFileSync(moduleFile, 'utf8').startsWith(`${stamp}\n`)
}

/**
 * Compiles the kernels and writes them as text into a TypeScript module, so that no process, test
 * or bundle has to find a file when it runs. Does nothing where neither sources nor compiler have
 * changed.
 */
export async function buildWasm() {
  const stamp = stampNow()
  if (isUpToDate(stamp)) return
  const begin = performance.now()
  const bytes = await compile()
  const text = Buffer.from(bytes).toString('base64')
  mkdirSync(dirname(moduleFile), { recursive: true })
  writeWhole(moduleFile, `${stamp}\nexport const KERNELS_BASE64 =\n  '${text}'\n`)
  say(`Compiled the kernels: ${bytes.length} bytes (${secondsSince(begin)}).`)
}

/** The compiled module. @throws ExpectedFailure with the compiler's messages */
async function compile() {
  const { default: asc } = await import('assemblyscript/asc')
  const sources = Object.fromEntries(
    readdirSync(sourceFolder)
      .filter((name) => name.endsWith('.ts'))
      .map((name) => [name, readFileSync(join(sourceFolder, name), 'utf8')])
  )
  const messages = asc.createMemoryStream()
  let binary
  const { error } = await asc.main(['index.ts', '--outFile', 'kernels.wasm', ...FLAGS], {
    stdout: messages,
    stderr: messages,
    readFile: (name) => sources[name] ?? null,
    writeFile: (_name, contents) => {
      binary = contents
    },
    listFiles: () => []
  })
  if (error || !binary) {
    throw new ExpectedFailure(`The kernels could not be compiled:\n${messages.toString()}${error}`)
  }
  return binary
}

runIfProgram(import.meta.url, buildWasm)
