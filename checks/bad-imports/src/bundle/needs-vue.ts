export { ref } from 'vue'
