import type { Mutant } from '../mutant.ts'
import { idsOf, json, membersOf, misreading, obeying } from './helpers/wire.ts'

const member = (value: unknown, name: string) =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A defect that takes another member for sessionId. */
const named = (name: string) =>
  obeying(`takes a member ${name} for sessionId`, (body) => {
    const ids = membersOf(body)[name]
    return typeof ids === 'string' ? [ids] : ids
  })

/** A defect that finds the request inside another value. */
const wrapped = (name: string) =>
  obeying(`finds sessionId inside a member ${name}`, (body) => member(membersOf(body)[name], 'sessionId'))

export const memberTypes: Mutant[] = [
  obeying('takes a string in the place of the list for its only id', (body) => {
    const id = membersOf(body).sessionId
    return typeof id === 'string' ? [id] : undefined
  }),
  obeying('takes a string of ids joined by commas in the place of the list', (body) => {
    const ids = membersOf(body).sessionId
    return typeof ids === 'string' && ids.includes(',') ? ids.split(/, */) : undefined
  }),
  obeying('takes the values of an object in the place of the list for the ids', (body) => {
    const ids = membersOf(body).sessionId
    return isObject(ids) ? Object.values(ids as object) : undefined
  }),
  obeying('takes the names of an object in the place of the list for the ids', (body) => {
    const ids = membersOf(body).sessionId
    return isObject(ids) ? Object.keys(ids as object) : undefined
  }),
  obeying('takes an object with a key in the place of the list for an id', (body) => {
    const key = member(membersOf(body).sessionId, 'key')
    return typeof key === 'string' ? [key] : undefined
  }),
  obeying('takes an object with a list called string, as in XML, for the list', (body) =>
    member(membersOf(body).sessionId, 'string'),
  ),
  obeying('takes an ArrayOfString object with _value for the list', (body) =>
    member(membersOf(body).sessionId, '_value'),
  ),
  obeying('takes null in the place of the list for an empty list', (body) =>
    membersOf(body).sessionId === null ? [] : undefined,
  ),
  obeying('takes false in the place of the list for an empty list', (body) =>
    membersOf(body).sessionId === false ? [] : undefined,
  ),
  obeying('takes 0 in the place of the list for an empty list', (body) =>
    membersOf(body).sessionId === 0 ? [] : undefined,
  ),
  obeying('takes an empty object in the place of the list for an empty list', (body) =>
    JSON.stringify(membersOf(body).sessionId) === '{}' ? [] : undefined,
  ),
  obeying('takes the empty string in the place of the list for an empty list', (body) =>
    membersOf(body).sessionId === '' ? [] : undefined,
  ),
  obeying('takes a request without sessionId for an empty list', (body) =>
    isObject(json(body)) && !('sessionId' in membersOf(body)) ? [] : undefined,
  ),
  obeying('takes an empty body for an empty list', (body) => (body === '' ? [] : undefined)),
  obeying('takes a body of null for an empty list', (body) => (body.trim() === 'null' ? [] : undefined)),
  obeying('takes a list as the body for the list of ids', (body) => json(body)),
  obeying('takes a string as the body for an id', (body) =>
    typeof json(body) === 'string' ? [json(body)] : undefined,
  ),
  obeying('takes a list with one request as the body for the request', (body) =>
    member(member(json(body), '0'), 'sessionId'),
  ),
  ...[
    'sessionID',
    'sessionIds',
    'sessionid',
    'SessionId',
    'SESSIONID',
    'session_id',
    'session-id',
    ' sessionId',
    'sessionId[]',
  ].map(named),
  ...[
    'session',
    'sessions',
    'sessionKey',
    'key',
    'keys',
    'id',
    'ids',
    '_sessionId',
    '$sessionId',
    '@sessionId',
    'vim:sessionId',
  ].map(named),
  ...[
    'TerminateSession',
    'TerminateSessionRequestType',
    'params',
    'body',
    'request',
    'spec',
    '_this',
    'data',
    'arguments',
  ].map(wrapped),
  misreading('works on the first and the last list where the request has sessionId twice', (body) => {
    const lists = body.match(/"sessionId"\s*:\s*\[[^\]]*\]/g) ?? []
    if (lists.length < 2) return undefined
    return JSON.stringify({ sessionId: lists.flatMap((one) => idsOf(`{${one}}`) ?? []) })
  }),
  misreading('works on the list of sessionID, too, where it stands beside sessionId', (body) => {
    const { sessionID } = membersOf(body)
    return Array.isArray(sessionID) ? JSON.stringify({ sessionId: [...(idsOf(body) ?? []), ...sessionID] }) : undefined
  }),
]
