import { SCREENS } from './screens'

/** One thing to do, and the keys for it. */
export interface KeyRow {
  /** Key of the catalogue: `shell.help.<what>`. */
  what: string
  /** What is on them: pressed together after the command or shift key, else any of them. */
  keys: readonly string[]
}

export interface KeyGroup {
  /** Key of the catalogue: `shell.help.groups.<name>`. */
  name: 'everywhere' | 'runs' | 'charts' | 'descent' | 'pad'
  rows: readonly KeyRow[]
}

/**
 * All keys of the program, by where they do something.
 * @param names what is on the keys that have words on them, and on the command key
 */
export function listKeys(names: {
  command: string
  shift: string
  space: string
  escape: string
  enter: string
  remove: string
}): KeyGroup[] {
  const { command, shift, space, escape, enter, remove } = names
  return [
    {
      name: 'everywhere',
      rows: [
        { what: 'open', keys: [command, `1 … ${SCREENS.length}`] },
        { what: 'newRun', keys: [command, 'N'] },
        { what: 'undo', keys: [command, 'Z'] },
        { what: 'keys', keys: ['?'] },
        { what: 'escape', keys: [escape] }
      ]
    },
    {
      name: 'runs',
      rows: [
        { what: 'runsMove', keys: ['↑', '↓'] },
        { what: 'runsOpen', keys: [enter] },
        { what: 'runsSelect', keys: [space] },
        { what: 'runsSelectAll', keys: [command, 'A'] },
        { what: 'runsMenu', keys: [shift, 'F10'] },
        { what: 'runsRename', keys: ['F2'] },
        { what: 'runsDelete', keys: [remove] },
        { what: 'runsFold', keys: ['←', '→'] }
      ]
    },
    {
      name: 'charts',
      rows: [
        { what: 'chart', keys: ['←', '→'] },
        { what: 'chartZoom', keys: ['+', '−'] },
        { what: 'chartReset', keys: ['0'] }
      ]
    },
    {
      name: 'descent',
      rows: [
        { what: 'descentMove', keys: ['←', '→'] },
        { what: 'descentStep', keys: [space] },
        { what: 'descentBack', keys: ['⌫'] }
      ]
    },
    {
      name: 'pad',
      rows: [
        { what: 'padMove', keys: ['↑', '↓', '←', '→'] },
        { what: 'padPen', keys: [space] },
        { what: 'padUndo', keys: ['⌫'] }
      ]
    }
  ]
}
