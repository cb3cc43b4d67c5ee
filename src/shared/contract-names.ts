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
  'runs.delete',
  'runs.restore',
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
  'network.predict'
] as const

export const EVENT_NAMES = ['runs.changed', 'training.progress', 'verify.progress'] as const
