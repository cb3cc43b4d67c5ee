import {
  Database,
  House,
  Info,
  Mountain,
  Pencil,
  Settings,
  TableProperties,
  TrendingDown,
  Waypoints
} from '@lucide/vue'
import type { Component } from 'vue'
import type { RouteLocationRaw } from 'vue-router'
import type { RunSummary } from '../../../shared/run'

/** The screens in the order of the navigation and of the keys Ctrl+1, Ctrl+2 … */
export interface Screen {
  /** Name of its route, and key of its title in the catalogue: `shell.screens.<name>`. */
  name: 'home' | 'descent' | 'train' | 'network' | 'runs' | 'draw' | 'data' | 'settings' | 'about'
  icon: Component
  /** Routes within which the entry counts as the current one. */
  routes: readonly string[]
}

export const SCREENS: readonly Screen[] = [
  { name: 'home', icon: House, routes: ['home'] },
  { name: 'descent', icon: TrendingDown, routes: ['descent'] },
  { name: 'train', icon: Mountain, routes: ['train', 'duel'] },
  { name: 'network', icon: Waypoints, routes: ['network'] },
  { name: 'runs', icon: TableProperties, routes: ['runs', 'run', 'report'] },
  { name: 'draw', icon: Pencil, routes: ['draw'] },
  { name: 'data', icon: Database, routes: ['data'] },
  { name: 'settings', icon: Settings, routes: ['settings'] },
  { name: 'about', icon: Info, routes: ['about'] }
]

/** Where an entry leads: Train to the run under way, if there is one. */
export function screenTarget(name: Screen['name'], activeRun?: RunSummary): RouteLocationRaw {
  if (name === 'train' && activeRun) return { name, params: { runId: String(activeRun.id) } }
  return { name }
}
