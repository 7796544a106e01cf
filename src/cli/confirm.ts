import { read } from 'read'

/** Asks whoever sits at the terminal a question that is answered by yes or no; undefined where nobody does. Anything but yes is no. */
export const confirm =
  process.stdin.isTTY && process.stderr.isTTY
    ? async (question: string): Promise<boolean> => {
        const answer = await read({ prompt: `${question} [y/N] `, output: process.stderr }).catch(() => 'no') // Interrupted.
        return /^y(es)?$/i.test(answer.trim())
      }
    : undefined
