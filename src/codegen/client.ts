import { commentLine, commentLines } from './comments.ts'
import type { Document } from './document.ts'
import type { DocumentOperation } from './operations.ts'

/** How the client imports the types beside it, and what is said of it. */
export interface ClientOptions {
  /** The module of the types: `./openapi.js`. */
  typesModule: string
}

/** One typed method per operationId, each a call of openapi-fetch. */
export function emitClient(
  document: Document,
  operations: readonly DocumentOperation[],
  { typesModule }: ClientOptions,
): string {
  if (operations.length === 0) return emptyClient
  const methods = operations.map(methodOf)
  return `import createClient, { type ClientOptions, type FetchOptions } from 'openapi-fetch'
import type { paths } from ${quoted(typesModule)}

/**
 * Every operation of the document, by its operationId, over openapi-fetch.
 *
 * @param options those of openapi-fetch: \`baseUrl\` is what stands in front of every path (\`${commentLine(baseUrlOf(document))}\`), \`fetch\` carries the requests.
 * @returns methods that resolve to \`{ data, error, response }\`. Decide by \`response.status\`: an empty error body leaves \`error\` undefined.
 */
export function createOperations(options: ClientOptions) {
  const client = createClient<paths>(options)
  return {
${methods.join('\n')}
  }
}

/** The methods of {@link createOperations}. */
export type Operations = ReturnType<typeof createOperations>
`
}

/** Of a document of types or webhooks alone. */
const emptyClient = `import type { ClientOptions } from 'openapi-fetch'

/** The document has no operations. */
export function createOperations(_options: ClientOptions) {
  return {}
}

/** The methods of {@link createOperations}: none. */
export type Operations = ReturnType<typeof createOperations>
`

/** A text in single quotes. */
function quoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}

/** That of the document, with its path where it has one. */
function baseUrlOf({ servers }: Document): string {
  return servers?.[0]?.url ?? 'https://vcenter.example'
}

function methodOf(operation: DocumentOperation): string {
  const { path, method, operationId, summary, description, isDeprecated, input } = operation
  const key = JSON.stringify(path)
  const words = commentLines(description)
  return [
    '    /**',
    `     * ${commentLine(summary)}. \`${method.toUpperCase()} ${commentLine(path)}\``,
    ...(words.length === 0 ? [] : ['     *', ...words.map((line) => `     * ${line}`)]),
    '     *',
    '     * @throws what `fetch` throws. A fault is not thrown: it is `error`.',
    ...(isDeprecated ? ['     * @deprecated'] : []),
    '     */',
    `    ${operationId}: (init: FetchOptions<paths[${key}]['${method}']>${input === 'required' ? '' : ' = {}'}) =>`,
    `      client.${method.toUpperCase()}(${key}, init),`,
  ].join('\n')
}
