import { buildIfChanged } from './build.mjs'
import { ensureUnpacked } from './packaging/unpacked.mjs'
import { setUp } from './setup.mjs'
import { ExpectedFailure, runIfProgram } from './support/program.mjs'

const KINDS = { unpacked: ensureUnpacked }

runIfProgram(import.meta.url, async (words) => {
  const unknown = words.find((word) => !(word in KINDS))
  if (unknown) throw new ExpectedFailure(`Which package? One of ${Object.keys(KINDS).join(', ')}.`)
  await setUp({ electron: true })
  await buildIfChanged()
  for (const word of words) await KINDS[word]()
})
