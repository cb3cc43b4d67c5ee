import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ImportedFile } from '../../src/shared/files'
import { expect, test } from '../fixtures'
import { CHECKOUT, launchOptions } from '../program'
import { row, tried } from '../trials'

const ESCAPES = '\u001b]0;taken\u0007\u001b[2J\u009b31m\u202egnp\u2066'

/** Files that are none, by the names of files that would be opened. */
function hostileFiles(folder: string): string[] {
  const named = (name: string): string => join(folder, name)
  mkdirSync(named('folder.downhill'))
  writeFileSync(named('empty.downhill'), '')
  writeFileSync(named(`line\nbreak ${ESCAPES}.downhill`), 'no archive')
  const files = ['folder', 'empty', `line\nbreak ${ESCAPES}`, 'missing'].map((name) =>
    named(`${name}.downhill`)
  )
  if (process.platform === 'win32') return files
  spawnSync('mkfifo', [named('pipe.downhill')])
  symlinkSync('/dev/zero', named('zeros.downhill'))
  symlinkSync('loop.downhill', named('loop.downhill'))
  return [...files, ...['pipe', 'zeros', 'loop'].map((name) => named(`${name}.downhill`))]
}

test(
  'What another start hands over is looked at as files, and refused in words',
  row('32-33'),
  async ({ program }, info) => {
    const files = hostileFiles(program.dataFolder)
    const heard = await program.page.evaluateHandle(() => {
      const all: ImportedFile[] = []
      window.downhill.on('files.imported', ({ files: imported }) => void all.push(...imported))
      return all
    })
    const others = [
      '--js-flags=--x.downhill',
      'file:///etc/passwd',
      `${'x'.repeat(5000)}.downhill`,
      '--user-data-dir=/nowhere.downhill',
      ...Array.from({ length: 1500 }, (_value, index) => `-${index}`)
    ]
    const executable = join(CHECKOUT, 'node_modules/electron/dist/electron')
    const words = ['.', '--no-sandbox', ...others, ...files]
    const second = spawn(executable, words, {
      ...launchOptions(program.dataFolder),
      stdio: 'ignore'
    })
    expect(await once(second, 'exit')).toEqual([0, null])
    const answers = await program.until(
      'the files are looked at',
      () => heard.jsonValue(),
      (all) => all.length >= files.length - 1
    )
    expect(answers.flatMap(({ runs }) => runs)).toEqual([])
    for (const { error } of answers) expect(error?.message).toMatch(/[a-z]{3}/)
    expect(await program.runs()).toEqual([])
    tried(info, `${words.length} words, ${files.length} files that are none`)
  }
)

test('A terminal is given no orders by names', row('32-33'), ({ dataFolder }, info) => {
  const files = hostileFiles(dataFolder)
  const terminal = (...words: string[]): string => {
    const done = spawnSync(process.execPath, [join(CHECKOUT, 'out/main/cli.js'), ...words], {
      ...launchOptions(join(dataFolder, 'library')),
      encoding: 'utf8',
      timeout: 20_000
    })
    expect(done.signal, words.join(' ')).toBeNull()
    return done.stdout + done.stderr
  }
  const said = [
    terminal('import', ...files),
    terminal(ESCAPES),
    terminal('runs', `--${ESCAPES}`),
    terminal('train', '--dataset', ESCAPES),
    terminal('resume', ESCAPES)
  ]
  for (const text of said) {
    expect(text.length).toBeGreaterThan(20)
    expect(text.replaceAll(/[\n\t]/g, '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u)
  }
  tried(info, `${said.length} commands with control characters and turned writing in their words`)
})
