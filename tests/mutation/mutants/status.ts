import { notFound } from '../faults.ts'
import { answering, type Mutant, onWire, terminating } from '../mutant.ts'

function listOf(body: string): unknown[] {
  try {
    const { sessionId } = JSON.parse(body) as { sessionId?: unknown }
    return Array.isArray(sessionId) ? sessionId : []
  } catch {
    return []
  }
}

const isTerminated = (response: Response) => response.status === 204
const isFault = (response: Response) => response.status === 500

async function holds(response: Response, typeName: string): Promise<boolean> {
  return isFault(response) && (await response.clone().text()).includes(`"${typeName}"`)
}

export const status: Mutant[] = [
  onWire(
    'answers 200 with a count where several sessions are listed',
    'terminate.success.long-list',
    async (request, next) => {
      const isLong = listOf(await request.clone().text()).length > 1
      const response = await next(request)
      return isLong && isTerminated(response) ? Response.json({ terminated: 2 }) : response
    },
  ),
  terminating(
    'answers NotFound where it has ended more than four sessions',
    'terminate.success.long-list',
    (vcenter) => (caller, keys) => {
      vcenter.terminateSessions(caller, keys)
      if (keys.length > 4) throw notFound()
    },
  ),
  answering('answers 200 in place of 204', 'terminate.success.no-content', (response) =>
    isTerminated(response) ? new Response('', { status: 200 }) : response,
  ),
  answering('answers 202 in place of 204', 'terminate.success.no-content', (response) =>
    isTerminated(response) ? new Response('', { status: 202 }) : response,
  ),
  answering('answers 200 with a body in place of 204', 'terminate.success.no-content', (response) =>
    isTerminated(response) ? Response.json({ status: 'terminated' }) : response,
  ),
  answering('answers a success with the fault NotFound', 'terminate.success.no-content', (response) =>
    isTerminated(response) ? Response.json({ _typeName: 'NotFound' }, { status: 500 }) : response,
  ),
  answering('answers 404 in place of the fault NotFound', 'terminate.not-found.fault', async (response) =>
    (await holds(response, 'NotFound')) ? new Response(response.body, { ...response, status: 404 }) : response,
  ),
  answering('answers 400 in place of the fault InvalidArgument', 'terminate.current-session.fault', async (response) =>
    (await holds(response, 'InvalidArgument'))
      ? new Response(response.body, { status: 400, headers: response.headers })
      : response,
  ),
  answering('sends a fault with status 200', 'terminate.not-found.fault', (response) =>
    isFault(response) ? new Response(response.body, { status: 200, headers: response.headers }) : response,
  ),
  answering('answers 204 in place of a fault', 'terminate.not-found.fault', (response) =>
    isFault(response) ? new Response(null, { status: 204 }) : response,
  ),
  answering('redirects in place of a fault', 'terminate.not-found.fault', (response) =>
    isFault(response) ? new Response(null, { status: 302, headers: { location: '/' } }) : response,
  ),
]
