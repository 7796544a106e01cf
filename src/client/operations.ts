import type { Operations } from '../../generated/client.ts'
import { operationNames } from '../../generated/operation-names.ts'
import { asFetch, type Send } from './message.ts'

/**
 * Every operation of the fragment, over openapi-fetch, which is loaded with the first call: most programs call the methods of a session alone.
 *
 * @param baseUrl what stands in front of every path.
 */
export function operationsAt(baseUrl: string, send: Send): Operations {
  let loaded: Operations | undefined
  const load = async () => {
    const { createOperations } = await import('../../generated/client.ts')
    loaded ??= createOperations({ baseUrl, fetch: asFetch(send) })
    return loaded
  }
  const lazily = operationNames.map((name) => [
    name,
    async (init: object) => {
      // Each call takes an `init` of its own type, and has a result of its own: those of the method by that name.
      const method = (await load())[name] as (init: object) => unknown
      return method(init)
    },
  ])
  return Object.fromEntries(lazily)
}
