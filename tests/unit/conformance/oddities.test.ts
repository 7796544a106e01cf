import { expect, test } from 'vitest'
import type { Fetch } from '../../../src/client/index.ts'
import { runSuite, type Target } from '../../../src/conformance/index.ts'
import { createVCenter } from '../../../src/mock/index.ts'
import { mockTarget } from '../../support/mock-target.ts'

/** The mock behind something that changes its answers. */
function changing(change: (response: Response, request: Request) => Response | Promise<Response>): () => Target {
  return () => mockTarget({ around: (fetch: Fetch) => async (request) => change(await fetch(request), request) })
}

async function isNotAuthenticated(response: Response): Promise<boolean> {
  return response.status === 500 && (await response.clone().text()).includes('"NotAuthenticated"')
}

const keysAreTokens = () => {
  const vcenter = createVCenter()
  return mockTarget({
    vcenter: {
      ...vcenter,
      login(...given) {
        const session = vcenter.login(...given)
        session.token = session.key
        return session
      },
    },
  })
}

const lawful: [oddity: string, target: () => Target, besides?: string][] = [
  ['keys that are tokens', keysAreTokens, 'terminate.identity.token-is-no-id'],
  ['another moId of the SessionManager', () => mockTarget({ app: { sessionManager: 'sm-1' } })],
  [
    'null in place of an empty 200',
    changing(async (response) => (response.headers.get('content-length') === '0' ? new Response('null') : response)),
  ],
  [
    'NotAuthenticated in place of null',
    changing((response, { url }) => {
      const isNobody = url.endsWith('/currentSession') && response.headers.get('content-length') === '0'
      return isNobody ? Response.json({ _typeName: 'NotAuthenticated' }, { status: 500 }) : response
    }),
  ],
  [
    '401 from 9.1 on',
    () =>
      mockTarget({
        app: { release: '9.1.0.0' },
        around: (fetch) => async (request) => {
          const response = await fetch(request)
          return (await isNotAuthenticated(response)) ? new Response('', { status: 401 }) : response
        },
      }),
  ],
  [
    'faults without faultstring and with unknown properties',
    changing(async (response) => {
      if (response.status !== 500) return response
      const { faultstring: _, ...fault } = (await response.json()) as { faultstring?: string }
      return Response.json({ ...fault, unknown: { nested: [1] } }, { status: 500 })
    }),
  ],
  [
    'a charset in the media type',
    changing((response) => {
      const headers = new Headers(response.headers)
      if (headers.has('content-type')) headers.set('content-type', 'Application/JSON; charset=UTF-8')
      return new Response(response.body, { status: response.status, headers })
    }),
  ],
  ['no hello', changing((response, { url }) => (url.includes('/api/') ? new Response('', { status: 404 }) : response))],
]

test.each(lawful)('%s: conformant, strictly', async (_, target, unsupported) => {
  const result = await runSuite(target(), { strict: true })
  const departures = result.requirements.filter(({ verdict }) => verdict !== 'pass')
  expect(departures.map(({ id, verdict }) => `${verdict} ${id}`)).toEqual(
    unsupported === undefined ? [] : [`unsupported ${unsupported}`],
  )
  expect(result).toMatchObject({ verdict: 'conformant', sessions: { leaked: 0 } })
})

test('without a second principal, what needs one is unsupported', async () => {
  const { limited: _, ...target } = mockTarget()
  const { requirements, verdict } = await runSuite(target, { strict: true })
  const departures = requirements.filter(({ verdict }) => verdict !== 'pass')
  expect(departures.map(({ id, finding }) => [id, finding?.code])).toEqual([
    ['terminate.privilege.required', 'second-principal'],
    ['terminate.privilege.fault', 'second-principal'],
  ])
  expect(verdict).toBe('conformant')
})
