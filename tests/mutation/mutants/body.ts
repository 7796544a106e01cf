import { answering, faulting, type Mutant, onWire } from '../mutant.ts'

const inPlaceOfFault = (
  defect: string,
  killer: Mutant['killer'],
  body: (text: string) => string | Uint8Array<ArrayBuffer> | null,
  contentType?: string,
): Mutant =>
  answering(defect, killer, async (response) => {
    if (response.status !== 500) return response
    const headers = new Headers(contentType === undefined ? {} : { 'content-type': contentType })
    return new Response(body(await response.text()), { status: 500, headers })
  })

export const body: Mutant[] = [
  onWire('sends the fault of a list of several as HTML', 'terminate.fault.media-type', async (request, next) => {
    const isLong = (await request.clone().text()).includes('","')
    const response = await next(request)
    if (!isLong || response.status !== 500) return response
    return new Response(await response.text(), { status: 500, headers: { 'content-type': 'text/html' } })
  }),
  answering('announces a body in a 204', 'terminate.success.no-content', (response) =>
    response.status === 204 ? new Response(null, { status: 204, headers: { 'content-length': '2' } }) : response,
  ),
  inPlaceOfFault('sends a fault without a body', 'terminate.not-found.fault', () => null),
  inPlaceOfFault('sends HTML in place of a fault', 'terminate.not-found.fault', () => '<html>', 'text/html'),
  inPlaceOfFault('sends a fault as text/plain', 'terminate.fault.media-type', (text) => text, 'text/plain'),
  inPlaceOfFault(
    'sends a fault as text/json',
    'terminate.fault.media-type',
    (text) => text,
    'text/json; charset=utf-8',
  ),
  inPlaceOfFault('sends a fault without a Content-Type', 'terminate.fault.media-type', (text) =>
    new TextEncoder().encode(text),
  ),
  faulting('wraps a fault in an object', 'terminate.not-found.fault', (fault) => ({ fault })),
  faulting('wraps a fault in a list', 'terminate.not-found.fault', (fault) => [fault]),
  faulting('sends a fault as a string', 'terminate.not-found.fault', (fault) => JSON.stringify(fault)),
  onWire(
    'sends the fault as text/plain where the call has ended a session',
    'terminate.fault.media-type',
    async (request, next, vcenter) => {
      const before = vcenter.sessions.size
      const response = await next(request)
      if (response.status !== 500 || vcenter.sessions.size === before) return response
      return new Response(await response.text(), { status: 500, headers: { 'content-type': 'text/plain' } })
    },
  ),
  onWire('sends a fault as broken JSON where an id has quotes', 'terminate.not-found.fault', async (request, next) => {
    const hasQuotes = (await request.clone().text()).includes('\\"')
    const response = await next(request)
    return hasQuotes && response.status === 500 ? new Response('{"_typeName":"NotFound"', response) : response
  }),
]
