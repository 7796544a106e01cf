import type { Exchange } from '../../src/conformance/index.ts'
import { sampleExchange } from './sample-exchange.ts'

/** A login that began the session with this key and this token. @param login its number, and what it was made for. */
export function sampleLogin(
  { key, token }: { key: string; token: string },
  login = '1 of terminate.success.no-content',
  given: Partial<Exchange> = {},
): Exchange {
  return sampleExchange({
    path: '/sdk/vim25/8.0.3.0/SessionManager/SessionManager/Login',
    headers: [['user-agent', `vijson-conformance/0.1.0 (run 0123456789ab; login ${login})`]],
    body: '{}',
    answer: {
      kind: 'answered',
      place: 1,
      status: 200,
      headers: [['vmware-api-session-id', token]],
      body: { kind: 'kept', text: JSON.stringify({ key }) },
    },
    ...given,
  })
}
