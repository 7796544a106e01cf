/** The command was called in a way that makes no sense, or its environment makes none. The message is one sentence. */
export class UsageError extends Error {
  readonly code = 'usage'

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'UsageError'
  }
}
