/** The command line or the environment is invalid. The message is one sentence. */
export class UsageError extends Error {
  readonly code = 'usage'

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'UsageError'
  }
}
