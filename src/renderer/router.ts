import { createRouter, createWebHashHistory, type RouteRecordRaw } from 'vue-router'
import AboutView from './views/AboutView.vue'
import DrawView from './views/DrawView.vue'
import HomeView from './views/HomeView.vue'
import RunView from './views/RunView.vue'
import RunsView from './views/RunsView.vue'
import SettingsView from './views/SettingsView.vue'
import TrainView from './views/TrainView.vue'

/**
 * - /train: the form. `?preset=<id>` or `?from=<run id>` fills it, `&rate=<number>` changes the rate.
 * - /train/<run id>: that run, under way or done.
 * - /runs?compare=<id>,<id>: those runs chosen and compared.
 * - /report?runs=<id>,<id>: those runs on a page to print.
 * - /draw?run=<run id>&checkpoint=<checkpoint id>: the pad, answered by that checkpoint.
 */
const routes: RouteRecordRaw[] = [
  { path: '/', name: 'home', component: HomeView },
  { path: '/train/:runId(\\d+)?', name: 'train', component: TrainView },
  { path: '/runs', name: 'runs', component: RunsView },
  { path: '/runs/:runId(\\d+)', name: 'run', component: RunView },
  // seldom opened: loaded when it is
  { path: '/report', name: 'report', component: () => import('./views/ReportView.vue') },
  { path: '/draw', name: 'draw', component: DrawView },
  { path: '/settings', name: 'settings', component: SettingsView },
  { path: '/about', name: 'about', component: AboutView },
  { path: '/:rest(.*)*', redirect: '/' }
]

export const router = createRouter({ history: createWebHashHistory(), routes })
