import { type Bodies, naming } from './body.ts'

/** Other verbs, with the list in the body or in the query. */
export const verbs: Bodies = Object.assign(
  {},
  ...(['PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const).map((method) =>
    naming('terminate.request.method', { [method]: (id) => `{"sessionId":[${id}]}` }, { disruptive: true, method }),
  ),
  ...(['GET', 'HEAD', 'DELETE'] as const).map((method) =>
    naming(
      'terminate.request.method',
      { [`${method} with a query`]: () => undefined },
      { disruptive: true, method, query: inQuery },
    ),
  ),
)

/** A query that names a session. */
export function inQuery(id: string): string {
  return `?sessionId=${encodeURIComponent(JSON.parse(id))}`
}
