/** The names that the preload script lets through; contract.ts gives each its types. */
export const REQUEST_NAMES = [
  'app.info',
  'app.openLink',
  'datasets.list',
  'datasets.sample',
  'runs.start',
  'runs.resume',
  'runs.list',
  'runs.summaries',
  'runs.detail',
  'runs.curves',
  'runs.rename',
  'runs.annotate',
  'runs.tag',
  'runs.setBaseline',
  'runs.fork',
  'runs.delete',
  'runs.restore',
  'runs.deleted',
  'runs.purge',
  'runs.thin',
  'runs.setCheckpointPolicy',
  'runs.checkHashes',
  'runs.measureTrainingSet',
  'runs.verify',
  'runs.cancelVerify',
  'sweeps.start',
  'sweeps.list',
  'sweeps.stop',
  'training.pause',
  'training.continue',
  'training.step',
  'training.stop',
  'training.setPace',
  'training.setRate',
  'training.live',
  'network.predict',
  'network.weights',
  'library.info',
  'library.place',
  'library.setCheckpointPolicy',
  'library.move',
  'library.useFolder',
  'library.useDefaultFolder',
  'library.removeLeftBehind',
  'library.showFolder',
  'library.reset',
  'files.exportRuns',
  'files.importRuns',
  'files.saveWeights',
  'files.save',
  'files.savePdf'
] as const

/** Takes paths, so it is none of the page's: the preload script alone sends on it. */
export const DROP_CHANNEL = 'files.importPaths'

/** Likewise the preload script's own: on it, it fetches what is too large for one answer (large-answer.ts). */
export const PIECE_CHANNEL = 'answers.piece'

export const EVENT_NAMES = [
  'runs.changed',
  'training.progress',
  'verify.progress',
  'library.progress',
  'files.imported',
  'files.progress'
] as const
