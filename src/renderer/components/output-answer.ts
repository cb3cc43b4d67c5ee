/** What a network answers: its largest output, the first of equals. */
export interface Answer {
  digit: number
  output: number
  /** More than half: below that "looks like" would promise too much. */
  isSure: boolean
}

export function answerOf(outputs: readonly number[]): Answer | null {
  let best = -1
  outputs.forEach((output, digit) => {
    // written so that NaN, the output of a diverged network, is never the answer
    if (output > (outputs[best] ?? -Infinity)) best = digit
  })
  return best < 0 ? null : { digit: best, output: outputs[best], isSure: outputs[best] > 0.5 }
}
