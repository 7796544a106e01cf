import { principals } from '../../support/principals.ts'
import { answering, faulting, type Mutant, onWire } from '../mutant.ts'

const header = 'vmware-api-session-id'

export const secrets: Mutant[] = [
  faulting("sends the caller's token in a fault", 'terminate.fault.no-secrets', (fault, request) => ({
    ...fault,
    faultstring: `refused: ${request.headers.get(header)}`,
  })),
  faulting("sends the caller's token in base64 in a fault", 'terminate.fault.no-secrets', (fault, request) => ({
    ...fault,
    faultstring: Buffer.from(request.headers.get(header) ?? '').toString('base64'),
  })),
  faulting('sends the password in a fault', 'terminate.fault.no-secrets', (fault) => ({
    ...fault,
    faultstring: `tried with ${principals.controller.password}`,
  })),
  answering("sends the caller's token in a header", 'terminate.fault.no-secrets', (response, request) => {
    const headers = new Headers(response.headers)
    headers.set('x-session', request.headers.get(header) ?? '')
    return new Response(response.body, { status: response.status, headers })
  }),
  onWire(
    'sends the token of another session in the header in which Login returns it',
    'terminate.fault.no-secrets',
    async (request, next, vcenter) => {
      const response = await next(request)
      const own = request.headers.get(header)
      const other = [...vcenter.sessions.values()].find(({ token }) => token !== own)
      const headers = new Headers(response.headers)
      headers.set(header, other?.token ?? '')
      return new Response(response.body, { status: response.status, headers })
    },
  ),
  onWire(
    'sends the tokens of all sessions in a fault',
    'terminate.fault.no-secrets',
    async (request, next, vcenter) => {
      const response = await next(request)
      if (response.status !== 500) return response
      const known = [...vcenter.sessions.values()].map(({ token }) => token)
      return Response.json({ ...((await response.json()) as object), known }, { status: 500 })
    },
  ),
]
