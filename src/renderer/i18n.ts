import { createI18n } from 'vue-i18n'
import about from './locales/en/about.json'
import charts from './locales/en/charts.json'
import compare from './locales/en/compare.json'
import draw from './locales/en/draw.json'
import errors from './locales/en/errors.json'
import files from './locales/en/files.json'
import home from './locales/en/home.json'
import library from './locales/en/library.json'
import preferences from './locales/en/preferences.json'
import run from './locales/en/run.json'
import runs from './locales/en/runs.json'
import settings from './locales/en/settings.json'
import shell from './locales/en/shell.json'
import train from './locales/en/train.json'

/** One file an area of the program; keys read `area.key`. Compiled while building. */
export const english = {
  about,
  charts,
  compare,
  draw,
  errors,
  files,
  home,
  library,
  preferences,
  run,
  runs,
  settings,
  shell,
  train
}

export const i18n = createI18n({
  legacy: false,
  locale: 'en',
  fallbackLocale: 'en',
  messages: { en: english }
})
