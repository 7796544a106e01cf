/** A run was asked for in a way that makes no sense. The message is one sentence. */
export class ConfigurationError extends Error {
  readonly code = 'configuration'

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ConfigurationError'
  }
}
