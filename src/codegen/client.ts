import { type Fragment, type Operation, operationsOf } from './fragment.ts'

/** One typed method per operationId, each a call of openapi-fetch. */
export function emitClient(fragment: Fragment): string {
  const methods = operationsOf(fragment).map(({ path, method, operation }) => {
    const key = JSON.stringify(path)
    return [
      '    /**',
      `     * ${operation.summary}. \`${method.toUpperCase()} ${path}\``,
      ...descriptionOf(operation),
      '     *',
      '     * @throws TargetUnreachable or BrokenAnswer, over a connection, where no complete answer came. A fault is not thrown: it is `error`.',
      '     */',
      `    ${operation.operationId}: (init: FetchOptions<paths[${key}]['${method}']>) =>`,
      `      client.${method.toUpperCase()}(${key}, init),`,
    ].join('\n')
  })
  return `import createClient, { type ClientOptions, type FetchOptions } from 'openapi-fetch'
import type { paths } from './openapi.ts'

/**
 * Every operation of the fragment, by its operationId, over openapi-fetch.
 *
 * @param options those of openapi-fetch: \`baseUrl\` is the origin (\`https://vcenter.example\`), \`fetch\` carries the requests.
 * @returns methods that resolve to \`{ data, error, response }\`. Decide by \`response.status\`: an empty error body leaves \`error\` undefined.
 *
 * @example
 * const operations = createOperations({ baseUrl: 'https://vcenter.example' })
 * const { data } = await operations.ServiceInstance_getContent({
 *   params: { path: { release: '8.0.1.0', moId: 'ServiceInstance' } },
 * })
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

/** What stands below the summary: the description, line by line. */
function descriptionOf({ description = '' }: Operation): string[] {
  const lines = description.trim().split('\n').filter(Boolean)
  return lines.length === 0 ? [] : ['     *', ...lines.map((line) => `     * ${line}`)]
}
