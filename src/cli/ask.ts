import { UsageError } from './usage.ts'

/** Whether somebody sits at the terminal, who can be asked. */
const isAttended = process.stdin.isTTY && process.stderr.isTTY

/** Loaded only where something is asked. */
async function ask(prompt: string, silent: boolean): Promise<string> {
  const { read } = await import('read')
  return read({ prompt, silent, output: process.stderr })
}

/** Asks for a password, without showing it; undefined where nobody can be asked. */
export const askPassword = isAttended
  ? async (userName: string): Promise<string> =>
      ask(`password of ${userName}: `, true).catch((error: unknown) => {
        throw new UsageError('no password was given', { cause: error })
      })
  : undefined

/** Asks a question that is answered by yes or no; undefined where nobody can be asked. Anything but yes is no, an interruption too. */
export const confirm = isAttended
  ? async (question: string): Promise<boolean> => {
      const answer = await ask(`${question} [y/N] `, false).catch(() => 'no')
      return /^y(es)?$/i.test(answer.trim())
    }
  : undefined
