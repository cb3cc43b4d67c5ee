import { createRequire } from 'node:module'
import { readFileSync, writeFileSync } from 'node:fs'

/**
 * Has ONNX Runtime answer, in a process of its own.
 *
 * Usage: run-model.mjs MODEL.onnx INPUTS.f32 OUTPUTS.f32 ROWS
 *
 * INPUTS has one row an example (float32). Prints, as JSON, what the model calls its input and output.
 */
const [model, inputsFile, outputsFile, rows] = process.argv.slice(2)

// not imported by name: this folder has packages of its own, which the tests' set-up installs
const runtime = createRequire(import.meta.url)('onnxruntime-node')

const inputs = new Float32Array(new Uint8Array(readFileSync(inputsFile)).buffer)
const session = await runtime.InferenceSession.create(model)
const [input] = session.inputNames
const [output] = session.outputNames
const shape = [Number(rows), inputs.length / Number(rows)]
const answers = await session.run({ [input]: new runtime.Tensor('float32', inputs, shape) })
writeFileSync(outputsFile, answers[output].data)
console.log(JSON.stringify({ input, output, shape: answers[output].dims }))
