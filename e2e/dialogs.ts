import type { Program } from './program'

/** What a person would choose in the system's dialogs; null: they change their mind. */
export interface Choices {
  /** Where to save: the whole path. */
  save?: string | null
  /** Which files to open. */
  open?: string[] | null
}

/** Has the system's dialogs, which no test can see, answer so from now on. */
export async function answerDialogs(program: Program, choices: Choices): Promise<void> {
  await program.electron.evaluate(({ dialog }, { save = null, open = null }) => {
    dialog.showSaveDialog = async () => ({ canceled: save === null, filePath: save ?? '' })
    dialog.showOpenDialog = async () => ({ canceled: open === null, filePaths: open ?? [] })
  }, choices)
}

/** Drops files on the window as a person does, real paths and all. */
export async function dropFiles(program: Program, files: string[]): Promise<void> {
  const session = await program.page.context().newCDPSession(program.page)
  const data = { items: [], files, dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data })
  }
  await session.detach()
}
