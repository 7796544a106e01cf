import { type Bodies, naming } from './body.ts'

/** Other verbs, with the list in the body or in the query. */
export const verbs: Bodies = {
  ...naming(
    'terminate.request.method',
    { 'GET with a query': () => undefined },
    { disruptive: true, method: 'GET', query: inQuery },
  ),
  ...Object.assign(
    {},
    ...(['PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const).map((method) =>
      naming('terminate.request.method', { [method]: (id) => `{"sessionId":[${id}]}` }, { disruptive: true, method }),
    ),
    naming(
      'terminate.request.method',
      { 'DELETE with a query': () => undefined },
      { disruptive: true, method: 'DELETE', query: inQuery },
    ),
  ),
}

function inQuery(id: string): string {
  return `?sessionId=${encodeURIComponent(JSON.parse(id))}`
}
