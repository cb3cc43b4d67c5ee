/** A data set that is known by its files' names, or by its labels. */
export interface KnownSet {
  name: string
  source: string
  licence: string
  /** By label; null: the labels are digits. */
  classNames: string[] | null
  /** Its pictures lie on their side. */
  transposed: boolean
}

const FASHION = [
  'T-shirt/top',
  'Trouser',
  'Pullover',
  'Dress',
  'Coat',
  'Sandal',
  'Shirt',
  'Sneaker',
  'Bag',
  'Ankle boot'
]
/** The ten syllables of Kuzushiji-MNIST, in its order. */
const KUZUSHIJI = ['o', 'ki', 'su', 'tsu', 'na', 'ha', 'ma', 'ya', 're', 'wo']

const DIGITS = [...'0123456789']
const CAPITALS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const SMALL = [...'abcdefghijklmnopqrstuvwxyz']
/** The small letters that EMNIST's balanced and merged parts tell apart from their capitals. */
const SMALL_APART = [...'abdefghnqrt']

/** SHA-256 over the labels of Fashion-MNIST as published, without their header: training, test. */
const FASHION_LABELS = new Set([
  '657fbd221bfc9f4198cc14b5619cc33ec57c58dd0e47af4d99d6650759e869a7',
  '3d0e6c6ea990b53b6f8f500a41cac93881d981b315f84578b7d915342ade01e9'
])

/**
 * The data set that files belong to, where they are recognised.
 * @param path of one of the files, with its folder, which is often all that tells them apart
 * @param labels SHA-256 over the labels of the training part
 * @param first smallest label
 * @param last largest label
 */
export function recogniseSet(
  path: string,
  labels: string,
  first: number,
  last: number
): KnownSet | null {
  const place = path.split(/[\\/]/).slice(-3).join('/').toLowerCase()
  const isTen = first === 0 && last === 9
  if (isTen && (FASHION_LABELS.has(labels) || place.includes('fashion'))) {
    return {
      name: 'Fashion-MNIST',
      source: 'Zalando Research, github.com/zalandoresearch/fashion-mnist',
      licence: 'MIT',
      classNames: FASHION,
      transposed: false
    }
  }
  if (place.includes('emnist')) {
    return {
      name: `EMNIST ${/emnist-([a-z]+)-/.exec(place)?.[1] ?? ''}`.trim(),
      source: 'EMNIST, made from NIST Special Database 19',
      licence: '',
      classNames: emnistNames(first, last),
      transposed: true
    }
  }
  if (isTen && (place.includes('kmnist') || place.includes('kuzushiji'))) {
    return {
      name: 'Kuzushiji-MNIST',
      source: 'KMNIST, ROIS-DS Center for Open Data in the Humanities',
      licence: 'CC BY-SA 4.0',
      classNames: KUZUSHIJI,
      transposed: false
    }
  }
  return null
}

function emnistNames(first: number, last: number): string[] | null {
  // its letters begin at 1
  if (first === 1 && last === 26) return ['', ...CAPITALS]
  if (first === 0 && last === 46) return [...DIGITS, ...CAPITALS, ...SMALL_APART]
  if (first === 0 && last === 61) return [...DIGITS, ...CAPITALS, ...SMALL]
  return null
}
