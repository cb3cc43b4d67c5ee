import { createHash } from 'node:crypto'
import { LARGEST_PIECE } from '../src/shared/large-answer'
import { expect, test } from './fixtures'
import { seedRuns } from './runs'

test('what is too large for one message reaches the page whole', async ({ program }) => {
  const config = { hiddenLayers: [1024], subset: 100, epochs: 1 }
  const [{ id }] = await seedRuns(program, [{ name: 'large', config }])
  const { checkpoints } = await program.request('runs.detail', { runId: id })
  expect(checkpoints.length).toBeGreaterThan(1)
  const hashes = await Promise.all(
    checkpoints.map(async ({ id: checkpointId }) => {
      const weights = await program.request('network.weights', { runId: id, checkpointId })
      expect(weights).toMatchObject({ runId: id, checkpointId, layers: [784, 1024, 10] })
      expect(weights.parameters.length).toBeGreaterThan(2 * LARGEST_PIECE)
      return createHash('sha256').update(weights.parameters).digest('hex')
    })
  )
  expect(hashes).toEqual(checkpoints.map(({ sha256 }) => sha256))
})
