import { VimFault } from '../../src/mock/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import { type Control, inDomain } from './control.ts'

const isTerminate = ({ url }: Request) => new URL(url).pathname.endsWith('/TerminateSession')

/** An oddity of refusals: requests that no schema allows may be refused with any status. */
const refusing = (
  oddity: string,
  isAffected: (request: Request, text: string) => boolean,
  status: number,
): Control => ({
  oddity,
  make: () =>
    mockTarget({
      around: (next) => async (request) => {
        const isRefused = isTerminate(request) && isAffected(request, await request.clone().text())
        return isRefused ? new Response('refused', { status }) : next(request)
      },
    }),
})

function isValidBody(text: string): boolean {
  try {
    const { sessionId } = (JSON.parse(text) ?? {}) as { sessionId?: unknown }
    return Array.isArray(sessionId) && sessionId.every((id) => typeof id === 'string')
  } catch {
    return false
  }
}

/** Oddities in how invalid requests are refused. */
export const refusals: Control[] = [
  refusing('it answers 400 to an invalid body', ({ method }, text) => method === 'POST' && !isValidBody(text), 400),
  refusing('it answers 405 to a GET', ({ method }) => method === 'GET', 405),
  refusing('it answers 415 to a request without a Content-Type', ({ headers }) => !headers.has('content-type'), 415),
  refusing('it answers 404 to an unknown release', ({ url }) => url.includes('/99.'), 404),
  refusing('it answers 400 to an unknown property', (_, text) => text.includes('unknownProperty'), 400),
  ...(['InvalidLocale', 'InvalidLogin'] as const).map((fault) =>
    inDomain(`it has no other language than English, and answers a login in another with ${fault}`, (vcenter) => ({
      login(userName, password, origin) {
        if (!['en', undefined].includes(origin.locale)) throw new VimFault({ _typeName: fault })
        return vcenter.login(userName, password, origin)
      },
    })),
  ),
  inDomain('it answers an empty list with a fault', (vcenter) => ({
    terminateSessions(caller, keys) {
      if (keys.length === 0) throw new VimFault({ _typeName: 'InvalidArgument', invalidProperty: 'sessionId' })
      vcenter.terminateSessions(caller, keys)
    },
  })),
]
