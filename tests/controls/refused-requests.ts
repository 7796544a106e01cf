import type { Control } from './control.ts'
import { empty, faultAnswer, html, isTerminate, listening, refusing, wrapped } from './lawful-answers.ts'

const mediaType = (request: Request) => request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
const charset = (request: Request) => /charset\s*=\s*"?([^\s";]+)/i.exec(request.headers.get('content-type') ?? '')?.[1]
const isJsonType = (request: Request) => mediaType(request) === 'application/json'

/** Whether an Accept takes JSON; one that is missing does. */
function takesJson(request: Request): boolean {
  const accepted = request.headers.get('accept')
  return accepted === null || /(^|,)\s*(\*\/\*|application\/(\*|json))/i.test(accepted)
}

const requests = (oddity: string, isRefused: (request: Request) => boolean, answer: () => Response): Control =>
  refusing(oddity, (request) =>
    isTerminate(request) && request.method === 'POST' && isRefused(request) ? answer() : undefined,
  )

const otherVerb = (request: Request) => request.method !== 'POST'

const verbs = (oddity: string, answer: (request: Request) => Response): Control =>
  refusing(oddity, (request) => (isTerminate(request) && otherVerb(request) ? answer(request) : undefined))

/** Lawful oddities in how odd media types, verbs and codings are refused. */
export const refusedRequests: Control[] = [
  requests(
    'it answers every media type but JSON with 415',
    (request) => !isJsonType(request),
    () => html(415, 'Unsupported Media Type', { accept: 'application/json' }),
  ),
  requests(
    'it answers every media type but JSON with an empty 400',
    (request) => !isJsonType(request),
    () => empty(400),
  ),
  requests(
    'it answers every media type but JSON with InvalidRequest',
    (request) => !isJsonType(request),
    () => faultAnswer('InvalidRequest', { faultstring: 'Unsupported content type' }),
  ),
  requests(
    'it answers every charset but UTF-8 with 415',
    (request) => !/^utf-?8$/i.test(charset(request) ?? 'utf-8'),
    () => empty(415),
  ),
  requests(
    'it answers a coded body with 415',
    ({ headers }) => headers.has('content-encoding'),
    () => empty(415, { 'accept-encoding': 'identity' }),
  ),
  wrapped('it answers a body of more than 64 KB with 413 and HTML', (next) => async (request) => {
    const { size } = await request.clone().blob()
    return isTerminate(request) && size > 64 * 1024 ? html(413, 'Content Too Large') : next(request)
  }),
  requests(
    'it answers 406 to a client that takes no JSON',
    (request) => !takesJson(request),
    () => html(406, 'Not Acceptable'),
  ),
  verbs('it answers every verb but POST with 405, Allow and HTML', () =>
    html(405, 'Method Not Allowed', { allow: 'POST' }),
  ),
  verbs('it answers every verb but POST with an empty 404', () => empty(404)),
  verbs('it answers GET with 405 and every other verb with 501', ({ method }) =>
    empty(method === 'GET' || method === 'HEAD' ? 405 : 501, { allow: 'POST' }),
  ),
  verbs('it answers every verb but POST with 400 and a fault', () => faultAnswer('InvalidRequest', {}, 400)),
  verbs('it answers a GET as that of an unknown property', ({ method }) =>
    method === 'GET' ? faultAnswer('InvalidProperty', { name: 'TerminateSession' }) : faultAnswer('NotSupported'),
  ),
  verbs('it answers OPTIONS with 204 and Allow, every other verb with 405', ({ method }) =>
    empty(method === 'OPTIONS' ? 204 : 405, { allow: 'OPTIONS, POST' }),
  ),
  listening('it answers a TerminateSession in chunks with 411', {
    respond: (incoming, request, next) =>
      isTerminate(request) && incoming.headers['transfer-encoding'] !== undefined
        ? html(411, 'Length Required')
        : next(request),
  }),
  listening('it answers a TerminateSession in chunks with 411 and ends the connection', {
    respond: (incoming, request, next) =>
      isTerminate(request) && incoming.headers['transfer-encoding'] !== undefined
        ? empty(411, { connection: 'close' })
        : next(request),
  }),
  wrapped('it takes a number in the list for the id of no session', (next) => async (request) => {
    if (!isTerminate(request)) return next(request)
    const element = String.raw`(?:"[^"\\]*"|[1-9]\d*)`
    const ofStringsAndNumbers = new RegExp(`^\\{"sessionId":(\\[${element}(?:,${element})*\\])\\}$`)
    const list = ofStringsAndNumbers.exec(await request.clone().text())?.[1]
    const elements: unknown[] = list === undefined ? [] : JSON.parse(list)
    if (!elements.some((one) => typeof one === 'number')) return next(request)
    const body = JSON.stringify({ sessionId: elements.map((one) => (typeof one === 'number' ? String(one) : one)) })
    return next(new Request(request, { body }))
  }),
]
