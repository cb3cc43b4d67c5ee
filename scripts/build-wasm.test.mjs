import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildWasm } from './build-wasm.mjs'
import { root } from './support/paths.mjs'
import { installedPackage } from './support/tools.mjs'

const file = join(root, 'src', 'engine', 'wasm', 'generated', 'kernels.ts')

describe('buildWasm', () => {
  it('says what the module was made from, and leaves it alone while that is unchanged', async () => {
    await buildWasm()
    const text = readFileSync(file, 'utf8')
    expect(text).toContain(`AssemblyScript ${installedPackage('assemblyscript').version}`)
    const { mtimeMs } = statSync(file)
    await buildWasm()
    expect(statSync(file).mtimeMs).toBe(mtimeMs)
  })

  it('writes a WebAssembly module that imports its memory', () => {
    const [, base64] = /'(.*)'/.exec(readFileSync(file, 'utf8'))
    const module = new WebAssembly.Module(Buffer.from(base64, 'base64'))
    expect(WebAssembly.Module.imports(module)).toContainEqual({
      module: 'env',
      name: 'memory',
      kind: 'memory'
    })
    const exported = WebAssembly.Module.exports(module).map(({ name }) => name)
    expect(exported).toEqual(expect.arrayContaining(['train', 'evaluate', 'encodeLists']))
  })
})
