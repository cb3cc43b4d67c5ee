import { ref, watch, type Ref } from 'vue'

const STORAGE_KEY = 'downhill.author'

let author: Ref<string> | undefined

/** The name under which runs and reports go out: typed once, suggested from then on, empty where none was given. */
export function useAuthor(): Ref<string> {
  if (!author) {
    author = ref(localStorage.getItem(STORAGE_KEY) ?? '')
    watch(author, (name) => localStorage.setItem(STORAGE_KEY, name.trim()))
  }
  return author
}
