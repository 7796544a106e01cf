import { type Fragment, operationsOf } from './fragment.ts'

/** One typed method per operationId, each a call of openapi-fetch. */
export function emitClient(fragment: Fragment): string {
  const methods = operationsOf(fragment).map(({ path, method, operation }) => {
    const key = JSON.stringify(path)
    return [
      `    /** ${operation.summary}. \`${method.toUpperCase()} ${path}\` */`,
      `    ${operation.operationId}: (init: FetchOptions<paths[${key}]['${method}']>) =>`,
      `      client.${method.toUpperCase()}(${key}, init),`,
    ].join('\n')
  })
  return `import createClient, { type ClientOptions, type FetchOptions } from 'openapi-fetch'
import type { paths } from './openapi.ts'

/**
 * Every operation of the fragment, by its operationId, over openapi-fetch.
 *
 * @param options openapi-fetch's: \`baseUrl\` is the host alone (\`https://vcenter.example\`), \`fetch\` what reaches it.
 * @returns methods that resolve to \`{ data, error, response }\`. Judge by \`response.status\`: an empty error body leaves \`error\` undefined.
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
