/** A document cannot be generated from. The message is one sentence, with the file and, where it is known, the line. */
export class CodegenError extends Error {
  readonly code = 'codegen'

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'CodegenError'
  }
}
