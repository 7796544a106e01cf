import { BrokenAnswer, TargetUnreachable } from '../../client/errors.ts'

/** The value of a request, or undefined where no complete answer came: for closing sessions, where the end of the run counts what is left. */
export async function ignoreUnreachable<Value>(request: Promise<Value>): Promise<Value | undefined> {
  return request.catch((error: unknown) => {
    if (error instanceof TargetUnreachable || error instanceof BrokenAnswer) return undefined
    throw error
  })
}
