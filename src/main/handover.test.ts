import { expect, it } from 'vitest'
import { handedOver, handOver } from './handover'

const NAMES = ['/home/ada/a.downhill', '/media/Läufe – zweite Stunde.downhill', '/走る/🏔.downhill']

it('carries any path', () => {
  expect(handedOver(handOver(NAMES))).toEqual(NAMES)
  expect(handedOver(handOver([]))).toEqual([])
})

it('is made of single-byte letters, whatever the paths are', () => {
  // as V8 writes letters of two bytes, Electron does not read them back
  expect(JSON.stringify(handOver(NAMES))).toMatch(/^[ -~]+$/)
})

it('takes in nothing that another program made up', () => {
  const encoded = (value: unknown): { files: string } => ({
    files: Buffer.from(JSON.stringify(value)).toString('base64')
  })
  const forged = [
    null,
    undefined,
    'a.downhill',
    { files: ['a.downhill'] },
    { files: 'no base64!' },
    { files: Buffer.from('no json').toString('base64') },
    encoded('a.downhill'),
    encoded([1]),
    encoded(['']),
    encoded(['x'.repeat(5000)]),
    encoded(Array(1001).fill('a.downhill'))
  ]
  for (const data of forged) expect(handedOver(data)).toEqual([])
})
