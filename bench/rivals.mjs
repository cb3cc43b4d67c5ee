import { fileURLToPath } from 'node:url'
import { startRival } from './rival-process.mjs'

const PYTHONS = [process.env.DOWNHILL_PYTHON, 'python3', '/usr/bin/python3'].filter(Boolean)
const NODE = [process.execPath]

const WITH_NPM = 'npm install --prefix bench/rivals'

const RIVALS = [
  {
    name: 'numpy',
    commands: PYTHONS,
    program: new URL('./rivals/vectorised_numpy.py', import.meta.url),
    install: 'pip install numpy, or apt-get install python3-numpy libopenblas0'
  },
  {
    name: 'PyTorch',
    commands: PYTHONS,
    program: new URL('./rivals/pytorch.py', import.meta.url),
    install: 'pip install torch numpy, or apt-get install python3-torch libopenblas0'
  },
  {
    name: 'TensorFlow.js',
    commands: NODE,
    program: new URL('./rivals/tensorflow.mjs', import.meta.url),
    install: WITH_NPM,
    // slow: an epoch in small batches takes it a quarter of a minute
    enters: ({ kind, dataset, batchSize }) =>
      dataset.name === 'MNIST' && (kind === 'answering' || [10, 128].includes(batchSize))
  },
  {
    name: 'brain.js',
    commands: NODE,
    program: new URL('./rivals/brain.mjs', import.meta.url),
    install: WITH_NPM,
    // it knows no batches
    enters: ({ kind, layers, batchSize }) =>
      (kind === 'answering' || batchSize === 1) && layers.length === 4
  }
]

/**
 * Starts every rival that enters one of the tables and is installed.
 * @param {import('./tables.mjs').Table[]} tables
 * @returns {Promise<{ present: import('./contender.mjs').Contender[],
 *   absent: { name: string, install: string }[] }>}
 */
export async function startRivals(tables) {
  const present = []
  const absent = []
  for (const rival of RIVALS) {
    const enters = rival.enters ?? (() => true)
    if (!tables.some(enters)) continue
    const contender = await startFirst(rival)
    if (contender) present.push({ ...contender, enters })
    else absent.push(rival)
  }
  return { present, absent }
}

async function startFirst({ commands, program }) {
  for (const command of commands) {
    const contender = await startRival(command, fileURLToPath(program))
    if (contender) return contender
  }
  return undefined
}
