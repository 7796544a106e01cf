import type { VCenter } from '../../../src/mock/index.ts'
import { notFound } from '../faults.ts'
import { type Mutant, onWire } from '../mutant.ts'

const success = () => new Response(null, { status: 204 })
const endAll = (vcenter: VCenter) => vcenter.sessions.clear()

/** Answers some requests in its own way; `undefined` leaves a request to the mock. */
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

/** Ends sessions in the order of the list, the caller among them. */
function end(vcenter: VCenter, keys: readonly string[]): Response {
  for (const key of keys) if (!vcenter.sessions.delete(key)) return Response.json(notFound().fault, { status: 500 })
  return success()
}

/** Passes calls to some addresses on, and ends their sessions all the same. */
const carryingOut = (defect: string, killer: Mutant['killer'], isMeant: (url: string) => boolean): Mutant =>
  onWire(defect, killer, async (received, next, vcenter) => {
    const ids = isMeant(received.url) ? sessionIdIn(await received.clone().text()) : undefined
    if (Array.isArray(ids)) end(vcenter, ids)
    return next(received)
  })

export const request: Mutant[] = [
  reading('answers 204 to a call without a body', 'terminate.request.body-required', (text, _, { method }) =>
    text === '' && method === 'POST' ? success() : undefined,
  ),
  reading(
    'refuses a call without a body, but ends all sessions',
    'terminate.request.body-required',
    (text, vcenter, { method }) => {
      if (text !== '' || method !== 'POST') return undefined
      endAll(vcenter)
      return refusal()
    },
  ),
  reading('answers 204 to an empty object', 'terminate.request.session-id-required', (text) =>
    text === '{}' ? success() : undefined,
  ),
  reading(
    'refuses an empty object, but ends all sessions',
    'terminate.request.session-id-required',
    (text, vcenter) => {
      if (text !== '{}') return undefined
      endAll(vcenter)
      return refusal()
    },
  ),
  reading('answers 204 to a list that is null', 'terminate.request.session-id-required', (text) =>
    text === '{"sessionId": null}' ? success() : undefined,
  ),
  reading('answers 204 to a body that is null', 'terminate.request.session-id-required', (text) =>
    text === 'null' ? success() : undefined,
  ),
  reading('answers 204 to a body that is an empty array', 'terminate.request.session-id-required', (text) =>
    text === '[]' ? success() : undefined,
  ),
  reading('answers 204 to a body that is not JSON', 'terminate.request.malformed-json', (text) =>
    text !== '' && parsed(text) === undefined ? success() : undefined,
  ),
  reading(
    'refuses a body that is not JSON, but ends the sessions that it names',
    'terminate.request.malformed-json',
    (text, vcenter) => {
      if (text === '' || parsed(text) !== undefined) return undefined
      for (const [key] of vcenter.sessions) if (text.includes(key)) vcenter.sessions.delete(key)
      return refusal()
    },
  ),
  reading('accepts a string in place of the list', 'terminate.request.session-id-type', (text, vcenter) => {
    const id = sessionIdIn(text)
    return typeof id === 'string' ? end(vcenter, [id]) : undefined
  }),
  reading('ignores elements that are not strings', 'terminate.request.element-type', (text, vcenter) => {
    const ids = sessionIdIn(text)
    if (!Array.isArray(ids) || ids.every((id) => typeof id === 'string')) return undefined
    return end(
      vcenter,
      ids.filter((id) => typeof id === 'string'),
    )
  }),
  reading(
    'refuses a list with an element that is not a string, but ends the others',
    'terminate.request.element-type',
    (text, vcenter) => {
      const ids = sessionIdIn(text)
      if (!Array.isArray(ids) || ids.every((id) => typeof id === 'string')) return undefined
      end(
        vcenter,
        ids.filter((id) => typeof id === 'string'),
      )
      return refusal()
    },
  ),
  reading('accepts a GET', 'terminate.request.method', (_, vcenter, { method, url }) =>
    method === 'GET' ? end(vcenter, new URL(url).searchParams.getAll('sessionId')) : undefined,
  ),
  reading('refuses a GET, but ends all sessions', 'terminate.request.method', (_, vcenter, { method }) => {
    if (method !== 'GET') return undefined
    endAll(vcenter)
    return refusal()
  }),
  reading('requires a _typeName', 'terminate.request.type-name', (text) =>
    sessionIdIn(text) !== undefined && typeNameIn(text) === undefined ? refusal() : undefined,
  ),
  reading('refuses the parameter type as _typeName', 'terminate.request.type-name', (text) =>
    typeNameIn(text) === 'TerminateSessionRequestType' ? refusal() : undefined,
  ),
  reading('refuses the method as _typeName', 'terminate.request.type-name', (text) =>
    typeNameIn(text) === 'TerminateSession' ? refusal() : undefined,
  ),
  onWire('accepts any moId as that of its SessionManager', 'terminate.path.unknown-moid', async (received, next) =>
    next(new Request(received.url.replace(/SessionManager\/[^/]+\//, 'SessionManager/SessionManager/'), received)),
  ),
  carryingOut(
    'answers an unknown moId with a fault, but carries the call out',
    'terminate.path.unknown-moid',
    (url) => !url.includes('SessionManager/SessionManager/'),
  ),
  carryingOut('refuses an unknown release, but carries the call out', 'terminate.path.unknown-release', (url) =>
    url.includes('/99.0.0.0/'),
  ),
  onWire(
    'translates the names of faults for callers who ask for another language',
    'terminate.not-found.fault',
    async (received, next) => {
      const answer = await next(received)
      if (answer.status !== 500 || !received.headers.get('accept-language')?.startsWith('de')) return answer
      return new Response((await answer.text()).replace('"NotFound"', '"NichtGefunden"'), answer)
    },
  ),
]
