export { default as DotMark } from '../components/DotMark.vue'
