import type { DatasetCard } from '../../../shared/dataset'
import type { IntakePreview } from '../../../shared/intake'

/** A preview as the card that the data set will have once it is stored. */
export function toCard(preview: IntakePreview): DatasetCard {
  const { kind, name, classes, trainingCount, testCount, samples, points } = preview
  const isPictures = kind === 'pictures'
  const side = isPictures ? 28 : 0
  const hasNames = classes.some((each, index) => each.name !== String(index))
  return {
    info: {
      id: '',
      kind,
      origin: 'own',
      name,
      fingerprint: '',
      trainingCount,
      testCount,
      inputSize: isPictures ? side * side : kind === 'points' ? 2 : 1,
      imageWidth: side,
      imageHeight: side,
      classes: kind === 'curve' ? 1 : classes.length,
      classNames: hasNames ? classes.map((each) => each.name) : null
    },
    samples,
    classCounts: classes.map(({ training, test }) => ({ training, test })),
    meanPicture: null,
    points: { training: points, test: new Float32Array() },
    bytes: 0,
    source: preview.source,
    licence: preview.licence
  }
}
