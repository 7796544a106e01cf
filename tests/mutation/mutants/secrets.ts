import { principals } from '../../support/principals.ts'
import { answering, faulting, type Mutant, onWire } from '../mutant.ts'

const header = 'vmware-api-session-id'

export const secrets: Mutant[] = [
  faulting("says the caller's token in a fault", 'terminate.fault.no-secrets', (fault, request) => ({
    ...fault,
    faultstring: `refused: ${request.headers.get(header)}`,
  })),
  faulting("says the caller's token in a fault, in base64", 'terminate.fault.no-secrets', (fault, request) => ({
    ...fault,
    faultstring: Buffer.from(request.headers.get(header) ?? '').toString('base64'),
  })),
  faulting('says the password in a fault', 'terminate.fault.no-secrets', (fault) => ({
    ...fault,
    faultstring: `tried with ${principals.controller.password}`,
  })),
  answering('sends the token back in a header', 'terminate.fault.no-secrets', (response, request) => {
    const headers = new Headers(response.headers)
    headers.set('x-session', request.headers.get(header) ?? '')
    return new Response(response.body, { status: response.status, headers })
  }),
  answering(
    'sends the token back in the header that Login has it in',
    'terminate.fault.no-secrets',
    (response, request) => {
      const headers = new Headers(response.headers)
      headers.set(header, request.headers.get(header) ?? '')
      return new Response(response.body, { status: response.status, headers })
    },
  ),
  onWire('says the tokens of all sessions in a fault', 'terminate.fault.no-secrets', async (request, next, vcenter) => {
    const response = await next(request)
    if (response.status !== 500) return response
    const known = [...vcenter.sessions.values()].map(({ token }) => token)
    return Response.json({ ...((await response.json()) as object), known }, { status: 500 })
  }),
]
