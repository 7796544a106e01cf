import type { VCenter } from '../../../src/mock/index.ts'
import { notFound } from '../faults.ts'
import { type Mutant, onWire } from '../mutant.ts'

const done = () => new Response(null, { status: 204 })
const everybody = (vcenter: VCenter) => vcenter.sessions.clear()

/** A server that reads requests of a kind in a way of its own. `undefined`: not of that kind. */
const reading = (
  defect: string,
  killer: Mutant['killer'],
  read: (text: string, vcenter: VCenter, request: Request) => Response | undefined,
): Mutant =>
  onWire(
    defect,
    killer,
    async (request, next, vcenter) => read(await request.clone().text(), vcenter, request) ?? next(request),
  )

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function sessionIdIn(text: string): unknown {
  const value = parsed(text)
  return typeof value === 'object' && value !== null && 'sessionId' in value ? value.sessionId : undefined
}

const typeNameIn = (text: string) => (parsed(text) as { _typeName?: string } | undefined)?._typeName
const refusal = () => Response.json({ _typeName: 'InvalidRequest' }, { status: 500 })

/** Ends sessions as the request lists them, by the rules but for the caller's own. */
function end(vcenter: VCenter, keys: readonly string[]): Response {
  for (const key of keys) if (!vcenter.sessions.delete(key)) return Response.json(notFound().fault, { status: 500 })
  return done()
}

export const request: Mutant[] = [
  reading('takes a missing body for a success', 'terminate.request.body-required', (text, _, { method }) =>
    text === '' && method === 'POST' ? done() : undefined,
  ),
  reading('takes a missing body for everybody', 'terminate.request.body-required', (text, vcenter, { method }) => {
    if (text !== '' || method !== 'POST') return undefined
    everybody(vcenter)
    return refusal()
  }),
  reading('takes a missing list for a success', 'terminate.request.session-id-required', (text) =>
    text === '{}' ? done() : undefined,
  ),
  reading('takes a missing list for everybody', 'terminate.request.session-id-required', (text, vcenter) => {
    if (text !== '{}') return undefined
    everybody(vcenter)
    return refusal()
  }),
  reading('takes null for a list of nobody', 'terminate.request.session-id-required', (text) =>
    text === '{"sessionId": null}' ? done() : undefined,
  ),
  reading('takes a body that is null for a success', 'terminate.request.session-id-required', (text) =>
    text === 'null' ? done() : undefined,
  ),
  reading('takes what is no JSON for a success', 'terminate.request.malformed-json', (text) =>
    text !== '' && parsed(text) === undefined ? done() : undefined,
  ),
  reading(
    'mends what is no JSON, carries it out and refuses it',
    'terminate.request.malformed-json',
    (text, vcenter) => {
      if (text === '' || parsed(text) !== undefined) return undefined
      for (const [key] of vcenter.sessions) if (text.includes(key)) vcenter.sessions.delete(key)
      return refusal()
    },
  ),
  reading('takes a bare string for a list', 'terminate.request.session-id-type', (text, vcenter) => {
    const id = sessionIdIn(text)
    return typeof id === 'string' ? end(vcenter, [id]) : undefined
  }),
  reading('passes over what is no string', 'terminate.request.element-type', (text, vcenter) => {
    const ids = sessionIdIn(text)
    if (!Array.isArray(ids) || ids.every((id) => typeof id === 'string')) return undefined
    return end(
      vcenter,
      ids.filter((id) => typeof id === 'string'),
    )
  }),
  reading('passes over what is no string, and refuses the call', 'terminate.request.element-type', (text, vcenter) => {
    const ids = sessionIdIn(text)
    if (!Array.isArray(ids) || ids.every((id) => typeof id === 'string')) return undefined
    end(
      vcenter,
      ids.filter((id) => typeof id === 'string'),
    )
    return refusal()
  }),
  reading('carries out a GET', 'terminate.request.method', (_, vcenter, { method, url }) =>
    method === 'GET' ? end(vcenter, new URL(url).searchParams.getAll('sessionId')) : undefined,
  ),
  reading('takes a GET for everybody', 'terminate.request.method', (_, vcenter, { method }) => {
    if (method !== 'GET') return undefined
    everybody(vcenter)
    return refusal()
  }),
  reading('wants a _typeName', 'terminate.request.type-name', (text) =>
    sessionIdIn(text) !== undefined && typeNameIn(text) === undefined ? refusal() : undefined,
  ),
  reading('refuses the name of the parameter type', 'terminate.request.type-name', (text) =>
    typeNameIn(text) === 'TerminateSessionRequestType' ? refusal() : undefined,
  ),
  reading('refuses the name of the method', 'terminate.request.type-name', (text) =>
    typeNameIn(text) === 'TerminateSession' ? refusal() : undefined,
  ),
  onWire('takes any moId for its own', 'terminate.path.unknown-moid', async (received, next) =>
    next(new Request(received.url.replace(/SessionManager\/[^/]+\//, 'SessionManager/SessionManager/'), received)),
  ),
  onWire(
    'faults at an unknown moId, and carries the call out',
    'terminate.path.unknown-moid',
    async (received, next, vcenter) => {
      const isUnknown = !received.url.includes('SessionManager/SessionManager/')
      const ids = isUnknown ? sessionIdIn(await received.clone().text()) : undefined
      if (Array.isArray(ids)) end(vcenter, ids)
      return next(received)
    },
  ),
]
