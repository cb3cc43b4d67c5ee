/** The only addresses the program opens, outside, and only on a click. */
export const LINKS = {
  video: 'https://www.youtube.com/watch?v=IHZwWFHWa-w',
  lesson: 'https://www.3blue1brown.com/lessons/gradient-descent',
  book: 'http://neuralnetworksanddeeplearning.com/',
  olah: 'https://colah.github.io/',
  distill: 'https://distill.pub/',
  khan: 'https://www.khanacademy.org/math/multivariable-calculus/multivariable-derivatives/partial-derivative-and-gradient-articles/a/the-gradient',
  mnist: 'http://yann.lecun.com/exdb/mnist/'
} as const

export type LinkId = keyof typeof LINKS
export const LINK_IDS = Object.keys(LINKS) as LinkId[]
