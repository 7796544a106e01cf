import { ConfigurationError } from '../conformance/errors/configuration-error.ts'

/** The command line or the environment is invalid. The message is one sentence. */
export class UsageError extends Error {
  readonly code = 'usage'
  /** The option or the variable whose value it is about, where the sentence need not name it: `--ca`. */
  readonly about: string | undefined

  constructor(message: string, { about, ...options }: ErrorOptions & { about?: string } = {}) {
    super(message, options)
    this.name = 'UsageError'
    this.about = about
  }
}

/** Reads what an option or a variable gives. @throws UsageError, which then knows what it is about. */
export function reading<Value>(about: string, read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    return rethrow(about)(error)
  }
}

/** Throws an error again; a UsageError then knows what it is about. */
export function rethrow(about: string): (error: unknown) => never {
  return (error) => {
    throw error instanceof UsageError ? new UsageError(error.message, { cause: error, about }) : error
  }
}

/** An invalid configuration of the engine is an invalid usage of the command. */
export async function withUsageError<Value>(running: Promise<Value>): Promise<Value> {
  return running.catch((error: unknown) => {
    throw error instanceof ConfigurationError ? new UsageError(error.message, { cause: error }) : error
  })
}
