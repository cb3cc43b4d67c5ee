import { expect, test } from 'vitest'
import { suiteTable, trialsIn } from './suite-table.mjs'

const note = (type, description) => ({ type, description })
const report = {
  suites: [
    {
      title: 'faults/kills.spec.ts',
      specs: [
        {
          title: 'a kill',
          tests: [
            {
              status: 'expected',
              annotations: [note('row', 'kill')],
              results: [{ duration: 1500, annotations: [note('tried', '200 kills')] }]
            }
          ]
        }
      ],
      suites: [
        {
          title: 'a disk',
          specs: [
            {
              title: 'that is full',
              tests: [
                {
                  status: 'skipped',
                  annotations: [note('row', 'disk'), note('skip', 'needs root')],
                  results: []
                }
              ]
            },
            {
              title: 'that is slow',
              tests: [{ status: 'unexpected', annotations: [], results: [{ duration: 10 }] }]
            }
          ]
        }
      ]
    }
  ]
}

test('every trial stands under its row, with how often it was tried and how it went', () => {
  const { lines, missing } = suiteTable(
    { kill: 'nothing is lost', disk: 'it is said', clock: 'order stays' },
    trialsIn(report)
  )
  expect(lines).toEqual([
    'kill  nothing is lost',
    '    held       1.5 s  a kill  [200 kills]',
    'disk  it is said',
    '    skipped    0.0 s  a disk that is full  [once: needs root]',
    'clock  order stays  MISSING',
    'beyond the table',
    '    FAILED     0.0 s  a disk that is slow  [once]'
  ])
  expect(missing).toEqual(['clock'])
})
