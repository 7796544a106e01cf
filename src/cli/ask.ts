import { exitCodes } from './exit.ts'
import { endProcess } from './interruption.ts'
import { UsageError } from './usage.ts'

/** Whether somebody sits at the terminal, who can be asked. */
const isAttended = process.stdin.isTTY && process.stderr.isTTY

/** How a question ended without an answer: by Ctrl-C, or by the end of the input (Ctrl-D). */
class NoAnswer extends Error {
  readonly code: 'interrupted' | 'ended'

  constructor(code: 'interrupted' | 'ended', options?: ErrorOptions) {
    super(`the question was ${code}`, options)
    this.name = 'NoAnswer'
    this.code = code
  }
}

/** Loaded only where something is asked. @throws NoAnswer. */
async function ask(prompt: string, silent: boolean): Promise<string> {
  const { read } = await import('read')
  // The package says nothing where the input ends; it pauses the input then, as after an answer.
  const ended = new Promise<never>((_, reject) => {
    process.stdin.once('pause', () => setImmediate(() => reject(new NoAnswer('ended'))))
  })
  const answer = read({ prompt, silent, output: process.stderr }).catch((cause: unknown) => {
    throw new NoAnswer('interrupted', { cause })
  })
  return Promise.race([answer, ended])
}

/** Asks for a password, without showing it; undefined where nobody can be asked. Ctrl-C ends the process. */
export const askPassword = isAttended
  ? async (userName: string): Promise<string> =>
      ask(`password of ${userName}: `, true).catch((error: unknown) => {
        // Behind the prompt.
        process.stderr.write('\n')
        if (error instanceof NoAnswer && error.code === 'interrupted') return endProcess(exitCodes.interrupted, false)
        throw new UsageError('no password was given at the prompt; nothing was sent', { cause: error })
      })
  : undefined

/** Asks a question that is answered by yes or no; undefined where nobody can be asked. Anything but yes is no, and so is the end of the input. */
export const confirm = isAttended
  ? async (question: string): Promise<'yes' | 'no' | 'interrupted'> =>
      ask(`${question} [y/N] `, false).then(
        (answer) => (/^y(es)?$/i.test(answer.trim()) ? 'yes' : 'no'),
        (error: unknown) => {
          if (!(error instanceof NoAnswer)) throw error
          process.stderr.write('\n')
          return error.code === 'interrupted' ? 'interrupted' : 'no'
        },
      )
  : undefined
