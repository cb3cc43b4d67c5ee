import { useI18n } from 'vue-i18n'
import type { Claim, Comparison, Side } from '../../../shared/comparison'
import { sidesOf, type Race } from '../../../shared/comparison-sides'
import { answersWithClasses } from '../../../shared/dataset'
import type { RunSummary } from '../../../shared/run'
import { useFormat } from '../../composables/use-format'
import { useRateChangeText } from '../../composables/use-rate-change-text'
import { useSettingText } from '../../composables/use-setting-text'
import { varyingFields, type RunGroup } from './groups'

/** More diverged runs than this are counted instead of named. */
const MOST_NAMED = 4
/** More settings than this make no name: then the run's own says more. */
const MOST_SETTINGS = 2

export interface ComparisonText {
  /** What the comparison shows, a sentence each. */
  claims: (comparison: Comparison, runs: readonly RunSummary[]) => string[]
  /** Whether it is fair, in one sentence. */
  fairness: (comparison: Comparison) => string
  /** A group by the settings that tell it from the others. */
  groupName: (group: RunGroup) => string
  /** The same, and how many it is. */
  group: (group: RunGroup) => string
}

/** The words of a comparison, from the catalogue. */
export function useComparisonText(): ComparisonText {
  const { t } = useI18n()
  const format = useFormat()
  const text = useSettingText()
  const rateChangeText = useRateChangeText()

  /** Sides by what tells them apart: "batch 10", or by their names where that is too much, or nothing. */
  function makeNames(all: readonly RunSummary[]): (side: Side) => string {
    // what diverged is named on its own, and need not be told apart from the others
    const runs = all.filter(({ status }) => status !== 'diverged')
    const fields = varyingFields(runs).filter((field) => field !== 'seed')
    const bySettings = ({ config }: RunSummary): string =>
      fields.map((field) => text.short(field, config)).join(', ')
    const sides = sidesOf(runs)
    const fewSettings = fields.length > 0 && fields.length <= MOST_SETTINGS
    const tellsApart =
      fewSettings && new Set(sides.map(([first]) => bySettings(first))).size === sides.length
    return (side) => {
      const own = runs.filter(({ id }) => side.includes(id))
      if (tellsApart) return bySettings(own[0])
      const count = own.length - 1
      return count > 0
        ? t('compare.sentence.nameAndOthers', { name: own[0].name, count }, count)
        : own[0].name
    }
  }

  /** What tells runs apart does not change with every epoch of theirs. */
  const names = new WeakMap<readonly RunSummary[], (side: Side) => string>()
  function namesOf(runs: readonly RunSummary[]): (side: Side) => string {
    let known = names.get(runs)
    if (!known) names.set(runs, (known = makeNames(runs)))
    return known
  }

  const percent = (share: number): string => format.value.percent(share, 1)
  const threshold = (share: number): string => format.value.percent(share, 0)
  const points = (share: number): string => format.value.setting(share * 100)
  const place = (epoch: number | null): string =>
    epoch === null
      ? t('compare.sentence.atEnd')
      : t('compare.sentence.afterEpoch', { epoch: format.value.whole(epoch) })
  const duration = (epochs: number | null): string =>
    epochs === null
      ? t('compare.sentence.withinFirst')
      : t(
          'compare.sentence.afterEpochs',
          { epochs: format.value.setting(epochs) },
          // by the number that is written
          Number(epochs.toPrecision(3))
        )

  function tell(claim: Claim, runs: readonly RunSummary[]): string {
    const name = namesOf(runs)
    switch (claim.kind) {
      case 'too-little':
        return t('compare.sentence.tooLittle')
      case 'chance':
        return t('compare.sentence.chance', {
          count: claim.count,
          lowest: percent(claim.lowest),
          highest: percent(claim.highest),
          place: place(claim.epoch)
        })
      case 'sooner':
        return tellSooner(claim, name)
      case 'alone':
        return t('compare.sentence.alone', {
          first: name(claim.first),
          threshold: threshold(claim.threshold),
          duration: duration(claim.epochs),
          others: percent(claim.others)
        })
      case 'ahead':
        return t(`compare.sentence.${claim.of > 2 ? 'aheadOfMany' : 'ahead'}`, {
          first: name(claim.first),
          last: name(claim.last),
          highest: percent(claim.highest),
          lowest: percent(claim.lowest),
          points: points(claim.highest - claim.lowest),
          of: claim.of,
          place: place(claim.epoch)
        })
      case 'level':
        return t(`compare.sentence.level.${claim.by}`, {
          difference: points(claim.difference),
          within: points(claim.within),
          place: place(claim.epoch)
        })
      case 'diverged': {
        const lost = runs.filter(({ id }) => claim.runIds.includes(id))
        const count = lost.length
        return count <= MOST_NAMED
          ? t('compare.sentence.diverged', {
              names: format.value.list(lost.map((run) => run.name))
            })
          : t('compare.sentence.manyDiverged', { count, of: runs.length })
      }
    }
  }

  function tellSooner(claim: Claim & { kind: 'sooner' }, name: (side: Side) => string): string {
    const { whole, setting } = format.value
    const sentence = t(`compare.sentence.${claim.epochs === null ? 'soonerAtLeast' : 'sooner'}`, {
      first: name(claim.first),
      last: name(claim.last),
      threshold: threshold(claim.threshold),
      duration: duration(claim.epochs),
      // so many times, not to the third digit: an epoch is a coarse measure
      ratio: claim.ratio < 10 ? setting(Math.round(claim.ratio * 10) / 10) : whole(claim.ratio)
    })
    if (claim.missed === 0) return sentence
    return `${sentence} ${t('compare.sentence.missed', { count: claim.missed }, claim.missed)}`
  }

  function groupName({ runs, fields }: RunGroup): string {
    // a fork has the settings of its parent, and another rate
    const changed = rateChangeText(runs[0])
    const byHand = runs.every((run) => rateChangeText(run) === changed) ? changed : ''
    const words = fields.map((field) => text.short(field, runs[0].config)).concat(byHand || [])
    return words.length > 0 ? words.join(', ') : t('compare.group.same')
  }

  return {
    claims: ({ claims, underWay }, runs) => {
      // all claims but one are about shares of right answers, which no run on a curve has
      const hasCurve = runs.some(({ layers }) => !answersWithClasses(layers))
      const told = hasCurve ? claims.filter(({ kind }) => kind === 'diverged') : claims
      const sentences = told.map((claim) => tell(claim, runs))
      if (hasCurve) sentences.unshift(t('compare.sentence.curves'))
      return (underWay ? [t('compare.sentence.soFar'), ...sentences] : sentences).map(capitalised)
    },
    fairness({ race, claims }) {
      // what only chance parts was meant to begin otherwise
      const differing = differingAspects(race).filter(
        (aspect) => claims[0]?.kind !== 'chance' || aspect === 'length' || aspect === 'data'
      )
      if (differing.length > 0) {
        const what = differing.map((aspect) => t(`runs.race.differs.${aspect}`))
        return t('compare.sentence.unfair', { what: format.value.list(what) })
      }
      if (claims[0]?.kind === 'chance') return t('compare.sentence.otherSeeds')
      if (race.sameStart === null) return t('compare.sentence.unsettled')
      return race.seeds > 1
        ? t('compare.sentence.fairSeeds', { seeds: race.seeds })
        : t('compare.sentence.fair')
    },
    groupName,
    group: (group) => t('compare.group.label', { name: groupName(group), count: group.runs.length })
  }
}

/** As a sentence begins; Greek letters stay: η is a symbol. */
function capitalised(sentence: string): string {
  return sentence.replace(/^[a-z]/, (letter) => letter.toUpperCase())
}

const ASPECTS = ['start', 'order', 'data', 'length'] as const

function differingAspects({
  sameStart,
  sameOrder,
  sameData,
  sameLength
}: Race): (typeof ASPECTS)[number][] {
  const same = { start: sameStart, order: sameOrder, data: sameData, length: sameLength }
  return ASPECTS.filter((aspect) => same[aspect] === false)
}
