import { createI18n } from 'vue-i18n'
import about from './locales/en/about.json'
import backups from './locales/en/backups.json'
import batches from './locales/en/batches.json'
import charts from './locales/en/charts.json'
import compare from './locales/en/compare.json'
import cost from './locales/en/cost.json'
import data from './locales/en/data.json'
import descent from './locales/en/descent.json'
import doubt from './locales/en/doubt.json'
import draw from './locales/en/draw.json'
import duel from './locales/en/duel.json'
import errors from './locales/en/errors.json'
import files from './locales/en/files.json'
import gradient from './locales/en/gradient.json'
import home from './locales/en/home.json'
import intake from './locales/en/intake.json'
import landscape from './locales/en/landscape.json'
import library from './locales/en/library.json'
import network from './locales/en/network.json'
import preferences from './locales/en/preferences.json'
import run from './locales/en/run.json'
import runs from './locales/en/runs.json'
import settings from './locales/en/settings.json'
import shell from './locales/en/shell.json'
import step from './locales/en/step.json'
import surface from './locales/en/surface.json'
import testSet from './locales/en/test-set.json'
import train from './locales/en/train.json'

/** One file an area of the program; keys read `area.key`. Compiled while building. */
export const english = {
  about,
  backups,
  batches,
  charts,
  compare,
  cost,
  data,
  descent,
  doubt,
  draw,
  duel,
  errors,
  files,
  gradient,
  home,
  intake,
  landscape,
  library,
  network,
  preferences,
  run,
  runs,
  settings,
  shell,
  step,
  surface,
  testSet,
  train
}

export const i18n = createI18n({
  legacy: false,
  locale: 'en',
  fallbackLocale: 'en',
  messages: { en: english }
})
