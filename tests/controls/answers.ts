import { answering, type Control, withStatus } from './control.ts'

/** Oddities of answers without a result. */
export const answers: Control[] = [
  answering('it answers null to an invalid token', (response) =>
    response.headers.get('content-length') === '0' ? new Response('null') : response,
  ),
  answering('it answers NotAuthenticated to an invalid token', (response) =>
    response.headers.get('content-length') === '0'
      ? Response.json({ _typeName: 'NotAuthenticated' }, { status: 500 })
      : response,
  ),
  answering('its 204 has a Content-Type and a length', (response) =>
    response.status === 204
      ? withStatus(response, 204, null, { 'content-type': 'application/json', 'content-length': '0' })
      : response,
  ),
  answering('it repeats the token of a request in the header that it came in', (response, request) => {
    const headers = new Headers(response.headers)
    const token = request.headers.get('vmware-api-session-id')
    // The token in the answer to a login is another one.
    if (token !== null && !headers.has('vmware-api-session-id')) headers.set('vmware-api-session-id', token)
    return new Response(response.body, { status: response.status, headers })
  }),
]
