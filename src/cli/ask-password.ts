import { read } from 'read'
import { UsageError } from './usage.ts'

/** Asks whoever sits at the terminal for a password, without showing it; undefined where nobody does. */
export const askPassword =
  process.stdin.isTTY && process.stderr.isTTY
    ? async (userName: string): Promise<string> =>
        read({ prompt: `password of ${userName}: `, silent: true, output: process.stderr }).catch((error: unknown) => {
          throw new UsageError('no password was given', { cause: error })
        })
    : undefined
