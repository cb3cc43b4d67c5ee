import { PRESET_IDS } from '../shared/presets'

/** An option that belongs to one command; without a placeholder, it takes no value. */
interface CommandOption {
  option: string
  placeholder?: string
  help: string
}

interface CommandDescription {
  /** What follows the command's name. */
  usage: string
  /** One line. */
  summary: string
  /** A few lines that teach. */
  lesson: string
  example: string
  options: readonly CommandOption[]
  /** Takes the settings of a run as options. */
  settings?: true
}

const PRESET: CommandOption = {
  option: 'preset',
  placeholder: PRESET_IDS.join('|'),
  help: 'settings that work, to begin from; lesson-96 where nothing is said'
}

const CHECKPOINT: CommandOption = {
  option: 'checkpoint',
  placeholder: 'EPOCH',
  help: 'the weights after this epoch; the last where nothing is said'
}

/** What the program can do, and how it is explained. */
export const COMMANDS = {
  train: {
    usage: '[--preset NAME] [settings]',
    summary: 'trains a network and keeps the run',
    lesson: `A network begins with random weights. Each step looks at a few examples, works out in which direction the
cost falls, and moves all weights a little that way: downhill. The learning rate says how far. When every
example has been met once, an epoch is over, and the network is tested on images that it never saw.
Ctrl-C stops; what was trained is kept, and "resume" goes on with it.`,
    example: 'train --preset plain --rate 3 --epochs 10 --seed 7',
    options: [PRESET, { option: 'name', placeholder: 'TEXT', help: 'a name for the run' }],
    settings: true
  },
  sweep: {
    usage: '[--preset NAME] [settings, each with several values] [--list FILE.json]',
    summary: 'trains a run for every combination of settings, and ranks them',
    lesson: `What does a setting do? Change it, and nothing else. Give any setting several values between commas, and one
run is trained for each combination; layers stand between slashes: --layers 16,16/32/none. A race is fair
where start weights, order of examples, data and length are the same; the table says so.
With several seeds you see how much is luck.`,
    example: 'sweep --preset plain --rate 0.5,1,2 --batch 10,32 --seed 1,2,3 --epochs 5',
    options: [
      PRESET,
      { option: 'name', placeholder: 'TEXT', help: 'a name for the sweep' },
      {
        option: 'list',
        placeholder: 'FILE.json',
        help: 'a list of settings, one run each: [{"learningRate": 1}, {"learningRate": 2}]'
      }
    ],
    settings: true
  },
  runs: {
    usage: '',
    summary: 'shows the stored runs',
    lesson: 'The newest comes first. The number in front is the one that the other commands take.',
    example: 'runs',
    options: []
  },
  datasets: {
    usage: '',
    summary: 'shows what can be learnt from',
    lesson: `Handwritten digits; points of the plane, to see how a network bends the border between classes; curves, to
be fitted; and what was imported in the window. Points and curves are made from their name and three
numbers, so that the same are the same everywhere: --dataset moons:count=500,noise=0.2,seed=1. A curve needs
--cost quadratic.`,
    example: 'datasets',
    options: []
  },
  resume: {
    usage: 'RUN',
    summary: 'goes on with a stopped or interrupted run',
    lesson: `From its last checkpoint, and to the very same end, bit for bit, as if it had never been interrupted.`,
    example: 'resume 12',
    options: []
  },
  evaluate: {
    usage: 'RUN [--checkpoint EPOCH] [--gradient]',
    summary: 'measures stored weights on all test and training images',
    lesson: `Accuracy is the share of right answers; the cost also says how sure they were. Much better on the training
images than on the test images means: learnt by heart. The gradient's norm in each layer says how steep the
slope still is there; near 0 nothing more is learnt.`,
    example: 'evaluate 12 --checkpoint 5 --gradient',
    options: [
      CHECKPOINT,
      { option: 'gradient', help: 'also the norm of the gradient in each layer' }
    ]
  },
  verify: {
    usage: 'RUN…',
    summary: 'repeats runs from their start, and compares every bit',
    lesson: `Everything random follows from the seed, so a run can be repeated. First the kept weights are read: their bytes
must match the SHA-256 beside them. Then the run is trained anew: every figure of every stored epoch but the
seconds, the SHA-256 of the weights of every kept checkpoint, and the averages over the training set at the
end must come out the same. That is what "identical" says; the fine cost curve between the epochs is not
compared.`,
    example: 'verify 12 13',
    options: []
  },
  export: {
    usage: 'RUN… --out FILE.downhill [--author NAME]',
    summary: 'writes runs into a file, to be passed on',
    lesson:
      'With settings, curves and all kept weights, so that another Downhill can draw, resume and verify.',
    example: 'export 12 13 --out mine.downhill --author Ada',
    options: [
      {
        option: 'out',
        placeholder: 'FILE.downhill',
        help: 'the file to write; it must not be there yet'
      },
      { option: 'author', placeholder: 'NAME', help: 'who made these runs' }
    ]
  },
  weights: {
    usage: 'RUN --out FILE.npz|.safetensors|.onnx|.py [--checkpoint EPOCH]',
    summary: 'writes the weights of a run for other programs',
    lesson: `As arrays W1, b1, W2, b2 … for NumPy (.npz) or as safetensors; as a network that ONNX Runtime and many others
run (.onnx: "pixels", 784 numbers from 0 to 1 for each image, to "outputs"); or as a script (.py) that rebuilds the
network in PyTorch, loads the weights from the .npz beside it, and goes on training.`,
    example: 'weights 12 --out digits.onnx',
    options: [
      {
        option: 'out',
        placeholder: 'FILE',
        help: 'the file to write; its ending says the format, and it must not be there yet'
      },
      CHECKPOINT
    ]
  },
  import: {
    usage: 'FILE…',
    summary: 'takes in runs from .downhill files',
    lesson: `A folder stands for all .downhill files in it. Each file is checked to the last byte, and comes in as a
whole or not at all. A run that is there already is known again and stays as it is.`,
    example: 'import mine.downhill',
    options: []
  }
} as const satisfies Record<string, CommandDescription>

export type CommandName = keyof typeof COMMANDS

export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name)
}

export function commandDescription(name: CommandName): CommandDescription {
  return COMMANDS[name]
}
