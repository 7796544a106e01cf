import { BrokenAnswer, TargetUnreachable } from './errors.ts'

/** The value of a request, or undefined where no complete answer came. */
export async function ignoreUnreachable<Value>(request: Promise<Value>): Promise<Value | undefined> {
  return request.catch((error: unknown) => {
    if (error instanceof TargetUnreachable || error instanceof BrokenAnswer) return undefined
    throw error
  })
}
