import { ConfigurationError } from '../conformance/errors/configuration-error.ts'

/** The command line or the environment is invalid. The message is one sentence. */
export class UsageError extends Error {
  readonly code = 'usage'

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'UsageError'
  }
}

/** An invalid configuration of the engine is an invalid usage of the command. */
export async function withUsageError<Value>(running: Promise<Value>): Promise<Value> {
  return running.catch((error: unknown) => {
    throw error instanceof ConfigurationError ? new UsageError(error.message, { cause: error }) : error
  })
}
