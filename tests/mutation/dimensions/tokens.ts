import type { MockSession, VCenter } from '../../../src/mock/index.ts'
import { type Mutant, onWire } from '../mutant.ts'
import { everywhere, killer, proving, tokenHeader } from './helpers/common.ts'
import { idsOf } from './helpers/wire.ts'

const all = (vcenter: VCenter) => [...vcenter.sessions.values()]
const isAlive = (token: string | null, vcenter: VCenter) => all(vcenter).some((one) => one.token === token)
const may = (one: MockSession) => one.principal.privileges.includes('Sessions.TerminateSession')

/** A defect that takes another text for a token. */
const taking = (defect: string, is: (given: string, one: MockSession, request: Request) => boolean): Mutant =>
  proving(defect, (given, vcenter, request) => {
    if (isAlive(given, vcenter)) return undefined
    return all(vcenter).find((one) => is(given ?? '', one, request))?.token
  })

export const tokens: Mutant[] = [
  taking('takes the key of a session for its token', (given, { key }) => given === key),
  taking('takes a token in capitals', (given, { token }) => given.toLowerCase() === token),
  taking('takes a token in double quotes', (given, { token }) => given === `"${token}"`),
  taking('takes a token with blanks in it', (given, { token }) => given.replaceAll(' ', '') === token),
  taking('takes the first 39 signs of a token', (given, { token }) => given === token.slice(0, 39)),
  taking('takes the first half of a token', (given, { token }) => given.length >= 20 && token.startsWith(given)),
  taking('takes the first eight signs of a token', (given, { token }) => given.length >= 8 && token.startsWith(given)),
  taking('takes a token with more behind it', (given, { token }) => given.startsWith(token)),
  taking('takes a token within a list joined by commas', (given, { token }) => given.split(/, */).includes(token)),
  taking(
    'takes a token with another last sign',
    (given, { token }) => given.length === 40 && given.slice(0, 39) === token.slice(0, 39),
  ),
  taking(
    'takes a token in percent escapes',
    (given, { token }) =>
      given.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))) === token,
  ),
  taking('takes Bearer and a token', (given, { token }) => given === `Bearer ${token}`),
  taking('takes a token of zeros for the first session', (given, one) => /^0+$/.test(given) && may(one)),
  taking('takes "null" for the first session', (given, one) => given === 'null' && may(one)),
  taking(
    'takes an empty token for the first session',
    (given, one, request) => given === '' && request.headers.has(tokenHeader) && may(one),
  ),
  taking('takes a user name for a token', (given, { principal }) => given === principal.userName),
  taking('takes any other token of 40 hexadecimal digits', (given, one) => /^[0-9a-f]{40}$/.test(given) && may(one)),
  taking(
    'takes a token from Authorization',
    (_, { token }, { headers }) => headers.get('authorization')?.endsWith(token) === true,
  ),
  taking(
    'takes a key from the cookie vmware_soap_session',
    (_, { key }, { headers }) => headers.get('cookie')?.includes(key) === true,
  ),
  taking('takes a token from the query', (_, { token }, { url }) => url.includes(token)),
  ...[1, 2, 5].map((times): Mutant => {
    const seen = new WeakMap<VCenter, number>()
    return proving(`refuses calls without a session ${times} times, then serves them`, (given, vcenter) => {
      if (given !== null) return undefined
      seen.set(vcenter, (seen.get(vcenter) ?? 0) + 1)
      return (seen.get(vcenter) ?? 0) > times ? all(vcenter).find(may)?.token : undefined
    })
  }),
  everywhere('serves a call without a token for the session of the call before', () => {
    let last: string | undefined
    return async (request, next) => {
      const token = request.headers.get(tokenHeader)
      const isServed = token === null && last !== undefined && request.url.endsWith('/TerminateSession')
      const again = new Request(request)
      if (isServed && last !== undefined) again.headers.set(tokenHeader, last)
      last = token ?? last
      return next(again)
    }
  }),
  onWire('answers 204 to an empty list without a session', killer, async (request, next, vcenter) => {
    const isEmpty = idsOf(await request.clone().text())?.length === 0
    const isProved = isAlive(request.headers.get(tokenHeader), vcenter)
    return isEmpty && !isProved ? new Response(null, { status: 204 }) : next(request)
  }),
  onWire('refuses a call without a session and ends its first id', killer, async (request, next, vcenter) => {
    const first = idsOf(await request.clone().text())?.[0]
    if (first !== undefined && !isAlive(request.headers.get(tokenHeader), vcenter)) vcenter.sessions.delete(first)
    return next(request)
  }),
  onWire('tells callers without a session whether an id is known', killer, async (request, next, vcenter) => {
    const ids = idsOf(await request.clone().text())
    const isProved = isAlive(request.headers.get(tokenHeader), vcenter)
    if (isProved || ids === undefined || ids.every((id) => vcenter.sessions.has(id))) return next(request)
    return Response.json({ _typeName: 'NotFound', faultstring: 'not found' }, { status: 500 })
  }),
]
