import { Download, Eye, Flag, FlagOff, FolderOpen, GitFork, RotateCcw, Trash2 } from '@lucide/vue'
import { computed, type Component, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import type { RunSummary } from '../../../shared/run'
import { useCommand } from '../../composables/use-command'
import { useFiles } from '../../composables/use-files'
import { useFormat } from '../../composables/use-format'
import { useRunActions, type RunActions } from '../../composables/use-run-actions'
import { isUnderWay } from '../../composables/use-runs'
import { useTraining } from '../../composables/use-training'

/** Something that can be done with one run, or with several. */
export interface RunCommand {
  key: string
  icon: Component
  label: string
  /** Why it cannot be done now. */
  obstacle?: string
  isDangerous?: boolean
  run: () => unknown
}

export interface RunCommands {
  /** What can be done with these runs, in the order of a menu. */
  commandsFor: (runs: readonly RunSummary[]) => RunCommand[]
  actions: RunActions
  /** Why the last of them failed. */
  error: ComputedRef<unknown>
  busy: Readonly<Ref<boolean>>
}

/** What menus and the details offer for runs; the same in both. */
export function useRunCommands(): RunCommands {
  const { t } = useI18n()
  const format = useFormat()
  const router = useRouter()
  const actions = useRunActions()
  const training = useTraining()
  const files = useFiles()
  const { busy, error, send } = useCommand()

  const open = (name: 'run' | 'train', { id }: RunSummary, query = {}): unknown =>
    router.push({ name, params: { runId: String(id) }, query })

  function forOne(run: RunSummary): RunCommand[] {
    const commands: RunCommand[] = [
      {
        key: 'open',
        icon: FolderOpen,
        label: t('library.actions.open'),
        run: () => open('run', run)
      }
    ]
    if (isUnderWay(run)) {
      commands.push({
        key: 'watch',
        icon: Eye,
        label: t('runs.watch'),
        run: () => open('train', run)
      })
    }
    if (run.resumable) {
      commands.push({
        key: 'resume',
        icon: RotateCcw,
        label: t('library.actions.resume'),
        run: () =>
          send(async () => {
            await training.resume(run.id)
            await open('train', run)
          })
      })
    }
    commands.push(
      {
        key: 'fork',
        icon: GitFork,
        label: t('library.actions.fork'),
        obstacle: run.startSha256 === null ? t('library.actions.nothingStored') : undefined,
        run: () => open('run', run, { fork: '' })
      },
      {
        key: 'baseline',
        icon: run.isBaseline ? FlagOff : Flag,
        label: run.isBaseline ? t('library.baseline.unpin') : t('library.baseline.pin'),
        run: () => actions.setBaseline(run.isBaseline ? null : run)
      }
    )
    return commands
  }

  function forAny(runs: readonly RunSummary[]): RunCommand[] {
    const deletable = runs.filter((run) => !isUnderWay(run))
    return [
      {
        key: 'export',
        icon: Download,
        label: t('library.actions.export', { count: format.value.whole(runs.length) }, runs.length),
        run: () => files.exportRuns(runs)
      },
      {
        key: 'delete',
        icon: Trash2,
        label: t(
          'library.actions.delete',
          { count: format.value.whole(deletable.length) },
          deletable.length
        ),
        isDangerous: true,
        // those under way are refused with a word
        run: () => actions.remove(runs)
      }
    ]
  }

  return {
    commandsFor: (runs) => [...(runs.length === 1 ? forOne(runs[0]) : []), ...forAny(runs)],
    actions,
    error: computed(() => error.value ?? actions.error.value),
    busy
  }
}
