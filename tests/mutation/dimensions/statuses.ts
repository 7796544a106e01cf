import { answering, type Mutant } from '../mutant.ts'
import { killer } from './helpers/common.ts'
import { listed } from './helpers/listed.ts'

const status = (code: number, is: (ids: string[]) => boolean) => (response: Response, ids: string[]) =>
  response.status === 204 && is(ids) ? new Response(null, { status: code }) : response
const failed =
  (code: number, is: (text: string, ids: string[]) => boolean) => async (response: Response, ids: string[]) => {
    if (response.status !== 500) return response
    const text = await response.text()
    return new Response(text, { status: is(text, ids) ? code : 500, headers: response.headers })
  }

export const statuses: Mutant[] = [
  listed(
    'answers 200 where the list has more than one id',
    status(200, (ids) => ids.length > 1),
  ),
  listed(
    'answers 200 where the list is empty',
    status(200, (ids) => ids.length === 0),
  ),
  listed(
    'answers 202 where the list has more than fifty ids',
    status(202, (ids) => ids.length > 50),
  ),
  listed(
    'answers 207 where the list has more than ten ids',
    status(207, (ids) => ids.length > 10),
  ),
  listed('answers a list of more than five ids with the ids that it ended', (response, ids) =>
    response.status === 204 && ids.length > 5 ? Response.json(ids) : response,
  ),
  answering('answers 205 to the request of a client with Accept', killer, (response, request) =>
    response.status === 204 && request.headers.has('accept') ? new Response(null, { status: 205 }) : response,
  ),
  listed(
    'answers 404 where the first id is unknown',
    failed(404, (text, ids) => text.includes('"NotFound"') && ids.length === 1),
  ),
  listed(
    'answers 404 where an id behind the first is unknown',
    failed(404, (text, ids) => text.includes('"NotFound"') && ids.length > 1),
  ),
  listed(
    'answers 400 to the own key behind others',
    failed(400, (text, ids) => text.includes('"InvalidArgument"') && ids.length > 1),
  ),
  listed(
    'answers 401 to a caller without a session where the list is empty',
    failed(401, (text, ids) => text.includes('NotAuthenticated') && ids.length === 0),
  ),
  listed(
    'answers 403 to a caller without the privilege',
    failed(403, (text) => text.includes('NoPermission')),
  ),
  listed(
    'answers 200 with the fault where a list of several fails',
    failed(200, (_, ids) => ids.length > 1),
  ),
  listed(
    'answers 200 with the fault where an id is repeated',
    failed(200, (_, ids) => new Set(ids).size < ids.length),
  ),
  listed(
    'answers 503 where a list of more than twenty fails',
    failed(503, (_, ids) => ids.length > 20),
  ),
]
