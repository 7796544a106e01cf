/** The options of a run are invalid. The message is one sentence. */
export class ConfigurationError extends Error {
  readonly code = 'configuration'

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ConfigurationError'
  }
}
