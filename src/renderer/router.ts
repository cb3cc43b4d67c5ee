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
 * - /descent?variables=2: one variable, or two; what is set there is kept in the address as well.
 * - /network/<run id>?step=<step>: that run's network after so many steps; without an id, the newest run's.
 * - /draw?run=<run id>&checkpoint=<checkpoint id>: the pad, answered by that checkpoint.
 * - /duel?page=seeds: the memorisation duel, or five starts.
 * - /data?set=<data set id>: the data sets, that one chosen.
 */
const routes: RouteRecordRaw[] = [
  { path: '/', name: 'home', component: HomeView },
  // with the library of formulas: loaded when it is opened
  { path: '/descent', name: 'descent', component: () => import('./views/DescentView.vue') },
  { path: '/train/:runId?', name: 'train', component: TrainView },
  {
    path: '/network/:runId?',
    name: 'network',
    component: () => import('./views/NetworkView.vue')
  },
  { path: '/runs', name: 'runs', component: RunsView },
  { path: '/runs/:runId', name: 'run', component: RunView },
  // seldom opened: loaded when it is
  { path: '/report', name: 'report', component: () => import('./views/ReportView.vue') },
  { path: '/draw', name: 'draw', component: DrawView },
  { path: '/duel', name: 'duel', component: () => import('./views/DuelView.vue') },
  { path: '/data', name: 'data', component: () => import('./views/DataView.vue') },
  { path: '/settings', name: 'settings', component: SettingsView },
  { path: '/about', name: 'about', component: AboutView },
  { path: '/:rest(.*)*', redirect: '/' }
]

export const router = createRouter({ history: createWebHashHistory(), routes })
