import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { KINDS } from './package.mjs'
import { root } from './support/paths.mjs'
import { readJson } from './support/tools.mjs'

const folder = join(root, '.github', 'workflows')
const { scripts } = readJson(join(root, 'package.json'))

describe.each(readdirSync(folder))('%s', (name) => {
  const text = readFileSync(join(folder, name), 'utf8')
  const workflow = parse(text)
  const jobs = Object.values(workflow.jobs)
  const steps = jobs.flatMap((job) => job.steps)
  const commands = steps.flatMap((step) => (step.run ?? '').split('\n'))

  test('may read the sources, and nothing else', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' })
    expect(jobs.filter((job) => 'permissions' in job)).toEqual([])
    expect(workflow.on).not.toHaveProperty('pull_request_target')
    expect(text).not.toMatch(/\bsecrets\b/)
  })

  test('takes the work of others by its hash, and keeps no access to the sources', () => {
    const used = steps.flatMap((step) => (step.uses ? [step] : []))
    expect(used.length).toBeGreaterThan(0)
    for (const { uses, with: options } of used) {
      expect(uses).toMatch(/^actions\/[\w-]+@[0-9a-f]{40}$/)
      if (uses.startsWith('actions/checkout@')) expect(options['persist-credentials']).toBe(false)
    }
    // a hash alone tells nobody which version it is
    expect(text.match(/uses: .*/g)).toEqual(
      used.map(() => expect.stringMatching(/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/))
    )
  })

  test('starts only what there is', () => {
    const ours = commands.filter((command) => /^(npm|node) /.test(command))
    expect(ours.length).toBeGreaterThan(0)
    for (const command of ours) {
      const [, script] = /^npm (?:run )?([\w:]+)( -- .*)?$/.exec(command) ?? []
      expect(scripts, command).toHaveProperty([script])
      const [, file] = /^node (\S+)/.exec(scripts[script])
      expect(existsSync(join(root, file)), command).toBe(true)
    }
  })

  test('puts nothing into a command that a stranger could have written', () => {
    for (const command of commands) {
      for (const [, word] of command.matchAll(/\$\{\{(.*?)\}\}/g)) {
        expect(word.trim()).toMatch(/^(matrix|env)\./)
      }
    }
  })

  test('ends every job at some time', () => {
    for (const job of jobs) expect(job['timeout-minutes']).toBeLessThanOrEqual(60)
  })
})

test('packages are made, started and kept on three systems', () => {
  const { jobs } = parse(readFileSync(join(folder, 'packages.yml'), 'utf8'))
  const { steps, strategy } = jobs.package
  expect(strategy.matrix.include.map(({ system }) => system.split('-')[0])).toEqual([
    'ubuntu',
    'windows',
    'macos'
  ])
  const systems = ['linux', 'win32', 'darwin']
  strategy.matrix.include.forEach(({ kinds }, index) =>
    expect(KINDS[systems[index]]).toEqual(expect.arrayContaining(kinds.split(' ')))
  )
  const runs = steps.map((step) => step.run)
  const packaging = runs.indexOf('npm run package -- ${{ matrix.kinds }}')
  const smoke = runs.indexOf('npm run smoke')
  const keeping = steps.findIndex((step) => step.uses?.startsWith('actions/upload-artifact@'))
  expect([packaging >= 0, smoke > packaging, keeping > smoke]).toEqual([true, true, true])
})
