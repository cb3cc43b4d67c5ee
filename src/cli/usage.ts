import { PRESET_IDS } from '../shared/presets'

export const USAGE = `Downhill in the terminal: trains a network and stores the run, as the window does.

  node out/main/cli.js train [--preset NAME] [--epochs N] [--seed N] [--name TEXT]
  node out/main/cli.js resume NUMBER
  node out/main/cli.js runs
  node out/main/cli.js help

  train    Trains. Presets: ${PRESET_IDS.join(', ')}; without one, lesson-96.
           Ctrl-C stops; what was trained is kept and can go on later.
  resume   Goes on with a stopped or interrupted run, from its last checkpoint.
  runs     Shows the stored runs.

The runs are kept in one folder for the window and the terminal; DOWNHILL_DATA chooses another.`
