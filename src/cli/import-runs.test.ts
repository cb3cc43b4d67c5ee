import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeBundle } from '../bundle/bundle'
import { smallBundle } from '../bundle/testing/small-bundle'
import type { DatasetInfo } from '../shared/dataset'
import { DownhillError } from '../shared/errors'
import { importRuns } from './import-runs'
import { createFakeTools, type FakeTools } from './testing/fake-tools'

describe('a run that comes in', () => {
  let folder: string
  let tools: FakeTools
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'downhill-import-'))
    writeFileSync(join(folder, 'a.downhill'), writeBundle(smallBundle()))
    tools = createFakeTools()
  })
  afterEach(() => {
    tools.remove()
    rmSync(folder, { recursive: true })
  })

  const take = (findDataset: () => Promise<DatasetInfo>) =>
    importRuns({ name: 'import', files: [join(folder, 'a.downhill')] }, { ...tools, findDataset })

  it('fits its data set, where that is known', async () => {
    const { exitCode } = await take(async () => ({
      ...(await tools.findDataset('mnist')),
      inputSize: 6
    }))
    expect(exitCode).toBe(1)
    expect(tools.errors.text).toContain('the layers of “Ünter 1” do not fit its data set')
    expect(tools.server.listRuns()).toEqual([])
  })

  it('may have learnt from data that are not known here', async () => {
    const { exitCode } = await take(() => {
      throw new DownhillError('dataset-missing', 'There is no such data set.')
    })
    expect(exitCode).toBe(0)
    expect(tools.server.listRuns()).toHaveLength(2)
  })
})
