import { runSuite } from '../../src/conformance/index.ts'
import { type Attack, pairs, someOf } from './attack.ts'
import { memberOf, tokenHeader } from './attacked.ts'
import { lenientServer } from './lenient-server.ts'

const requirements = ['terminate.success.all-listed', 'terminate.not-found.fault']

/** Where a redirect leads to. The lenient server ends what it is asked to end there, whoever asks. */
const places: Record<string, (origin: string, key: string, token: string) => string> = {
  'another path of the host': (_, key) => `/end-everything?key=${key}`,
  'another host': (origin, key) => `${origin.replace('127.0.0.1', 'localhost')}/end-everything?key=${key}`,
  'the Logout of others': (_, __, token) => `/sdk/vim25/8.0.3.0/SessionManager/SessionManager/Logout?token=${token}`,
}

/** By answers that lead elsewhere. */
export const redirects: Attack[] = pairs(someOf([301, 302, 303, 307, 308], Object.entries(places), 2), [
  'TerminateSession',
  'Logout',
  'Login',
  'sessionList',
  'currentSession',
]).map(([[status, [name, locate]], member]) => ({
  title: `a server redirects ${member} to ${name} with ${status}`,
  async attempt(attacked) {
    const { key, token } = attacked.others.named
    const lenient = lenientServer(attacked)
    attacked.behave((request, mock, received) => {
      if (memberOf(request) !== member || request.url.includes('?')) return lenient(request, mock, received)
      const location = locate(attacked.target.url, key, token)
      return Promise.resolve(new Response(null, { status, headers: { location, [tokenHeader]: token } }))
    })
    return {
      kind: 'result',
      result: await runSuite(attacked.target, { only: requirements, seed: 1, idleMs: 0, exchanges: false }),
      mustTell: true,
    }
  },
}))
