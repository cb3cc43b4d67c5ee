/**
 * Makes the runs in Node, or in a utility process of Electron, and tells their hashes.
 * Arguments: the bundle (everywhere.ts), a JSON file with the digits.
 */
import { readFileSync } from 'node:fs'
import { runInThisContext } from 'node:vm'

const [bundle, digits] = process.argv.slice(2).map((file) => readFileSync(file, 'utf8'))
runInThisContext(bundle)
const hashes = await globalThis.hashesOfRuns(JSON.parse(digits))
if (process.parentPort) process.parentPort.postMessage(hashes)
else console.log(JSON.stringify(hashes))
