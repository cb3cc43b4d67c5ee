import '@fontsource-variable/atkinson-hyperlegible-mono/wght.css'
import '@fontsource-variable/atkinson-hyperlegible-next/wght.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/fields.css'
import './styles/data.css'
import './styles/layout.css'
import { createApp } from 'vue'
import App from './App.vue'
import { applyStoredPreferences } from './composables/use-preferences'
import { tellGround } from './composables/use-theme'
import { i18n } from './i18n'
import { router } from './router'

// before the first paint, so that a dark room never sees a white flash
applyStoredPreferences()
tellGround()

createApp(App).use(i18n).use(router).mount('#app')
