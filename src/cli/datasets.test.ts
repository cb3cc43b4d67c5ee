import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createCatalogue } from '../datasets/catalogue'
import { ownFolder, storeOwnDataset } from '../datasets/own-datasets'
import { smallPictures } from '../datasets/testing/small-dataset'
import { temporaryFolder } from '../store/testing/fixtures'
import { parseArguments } from './arguments'
import { toDatasetId } from './dataset-option'
import { showDatasets } from './datasets'
import { createFakeTools, type FakeTools } from './testing/fake-tools'

describe('a data set as it is typed', () => {
  it.each([
    ['spiral', 'spiral:count=500,noise=0.03,seed=1'],
    [' moons:noise=0.2 ', 'moons:count=500,noise=0.2,seed=1'],
    ['wave:seed=7,count=50', 'wave:count=50,noise=0.1,seed=7'],
    ['mnist', 'mnist'],
    ['own-0123456789ab', 'own-0123456789ab'],
    ['moons:noise=a lot', 'moons:noise=a lot'],
    ['moons:weather=2', 'moons:weather=2']
  ])('%s is %s', (typed, id) => expect(toDatasetId(typed)).toBe(id))

  it('holds commas: a sweep takes several between slashes', () => {
    const typed = ['--dataset', 'moons:count=100,noise=0.1/xor', '--cost', 'cross-entropy']
    expect(parseArguments(['sweep', ...typed])).toMatchObject({
      command: {
        configs: [
          { dataset: 'moons:count=100,noise=0.1,seed=1' },
          { dataset: 'xor:count=500,noise=0.1,seed=1' }
        ]
      }
    })
    // what the preset says of pictures is nothing to points
    expect(parseArguments(['sweep', '--dataset', 'moons/xor'])).toMatchObject({
      command: { configs: [{ shift: 0 }, { shift: 0 }] }
    })
    const one = parseArguments(['train', '--dataset', 'blobs:count=60,seed=2'])
    expect(one).toMatchObject({
      command: { config: { dataset: 'blobs:count=60,noise=0.1,seed=2', shift: 0 } }
    })
  })
})

describe('the list of data sets', () => {
  let tools: FakeTools
  let library: ReturnType<typeof temporaryFolder>
  beforeEach(() => {
    tools = createFakeTools()
    library = temporaryFolder()
  })
  afterEach(() => {
    tools.remove()
    library.remove()
  })

  it('has those of the program and those of the library', async () => {
    const { id } = await storeOwnDataset(library.folder, smallPictures())
    expect(ownFolder(library.folder)).toContain(library.folder)
    const { list } = createCatalogue({ builtIn: 'nowhere', library: library.folder })
    const { document } = await showDatasets({ ...tools, listDatasets: list })
    expect(document).toEqual({ datasets: await list() })
    expect(tools.output.text).toMatch(/^mnist +pictures +built-in +60,000 +10,000 +10$/m)
    expect(tools.output.text).toMatch(/^wave:count=500,noise=0.1,seed=1 +curve .* 400 +100 +-$/m)
    expect(tools.output.text).toMatch(new RegExp(`^${id} +Small pictures .* 12 +4 +2$`, 'm'))
  })
})
