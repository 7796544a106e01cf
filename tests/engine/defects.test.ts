import { expect, test } from 'vitest'
import type { Fetch } from '../../src/client/index.ts'
import { runSuite } from '../../src/conformance/index.ts'
import { createVCenter, type VCenter } from '../../src/mock/index.ts'
import { goOn, takeBack, tokenLivesOn } from '../mutation/misbehaviours.ts'
import { mockTarget } from '../support/mock-target.ts'

type Terminate = VCenter['terminateSessions']

/** The mock with another TerminateSession in the place of its own. */
function replaced(terminate: (vcenter: VCenter) => Terminate) {
  const vcenter = createVCenter()
  return mockTarget({ vcenter: { ...vcenter, terminateSessions: terminate(vcenter) } })
}

const answers200 = (fetch: Fetch): Fetch => {
  return async (request) => {
    const response = await fetch(request)
    const isTerminated = response.status === 204 && request.url.endsWith('/TerminateSession')
    return isTerminated ? new Response('', { status: 200 }) : response
  }
}

test.each([
  {
    defect: 'goes on after an unknown id',
    target: () => replaced((vcenter) => (caller, keys) => goOn(vcenter, caller, keys)),
    id: 'terminate.sequence.suffix-untouched',
    message:
      "unknown id at the first place: session 1, at place 2 of 2 in the list (an invented id, session 1), should be alive; the controller's sessionList showed it not listed, its own currentSession showed nobody logged on.",
  },
  {
    defect: 'rolls back',
    target: () => replaced((vcenter) => (caller, keys) => takeBack(vcenter, caller, keys)),
    id: 'terminate.sequence.prefix-terminated',
    message:
      "unknown id in the middle: session 1, at place 1 of 9 in the list (session 1, session 2, session 3, session 4, …, an invented id, an invented id), should be dead; the controller's sessionList showed it listed, its own currentSession showed it logged on. The same goes for session 2, session 3, session 4, session 5, session 6, session 7.",
  },
  {
    defect: 'reverses the list',
    target: () => replaced((vcenter) => (caller, keys) => vcenter.terminateSessions(caller, [...keys].reverse())),
    id: 'terminate.sequence.list-order',
    message:
      "earlier login first: session 1, at place 1 of 3 in the list (session 1, an invented id, session 2), should be dead; the controller's sessionList showed it listed, its own currentSession showed it logged on.",
  },
  {
    defect: 'answers 200',
    target: () => mockTarget({ around: answers200 }),
    id: 'terminate.success.no-content',
    message:
      "should answer 204; the answer is 200 without a fault that VI JSON knows; afterwards, of session 1, at place 1 of 1 in the list (session 1), the controller's sessionList showed it not listed, its own currentSession showed nobody logged on",
  },
  {
    defect: 'terminates nothing',
    target: () => replaced(() => () => {}),
    id: 'terminate.success.long-list',
    message:
      "session 1, at place 1 of 32 in the list (session 1, session 2, session 3, session 4, …, session 31, session 32), should be dead; the controller's sessionList showed it listed, its own currentSession showed it logged on. The same goes for session 2, session 3, session 4, session 5, …, session 31, session 32.",
  },
])(
  'a server that $defect is nonconformant, and the finding tells what each oracle saw',
  async ({ target, id, message }) => {
    const result = await runSuite(target())
    expect(result.verdict).toBe('nonconformant')
    expect(result.requirements.find((one) => one.id === id)).toMatchObject({ verdict: 'fail', finding: { message } })
    expect(result.sessions.leaked).toBe(0)
  },
)

test('a session that is gone from the list while its token lives on is a finding of its own', async () => {
  const vcenter = createVCenter()
  const target = mockTarget({ vcenter: { ...vcenter, ...tokenLivesOn(vcenter) } })
  const { requirements } = await runSuite(target, { only: ['terminate.success.all-listed'] })
  expect(requirements[0]).toMatchObject({ verdict: 'fail', finding: { code: 'oracles-disagree' } })
})

test('a controller that is ended along with the others is a finding, and the run goes on with another', async () => {
  const target = replaced((vcenter) => (caller, keys) => {
    vcenter.terminateSessions(caller, keys)
    vcenter.sessions.clear()
  })
  const { requirements, verdict, counts } = await runSuite(target)
  expect(verdict).toBe('nonconformant')
  expect(requirements.find(({ id }) => id === 'terminate.success.all-listed')).toMatchObject({
    verdict: 'fail',
    finding: { code: 'controller-lost' },
  })
  expect(counts.error).toBe(0)
})

test('who loses the controller to another check is judged again, alone', async () => {
  const target = replaced((vcenter) => (caller, keys) => {
    vcenter.terminateSessions(caller, keys)
    if (keys.length > 20) vcenter.sessions.delete(caller.key)
  })
  const { requirements } = await runSuite(target, { concurrency: 16 })
  const failures = requirements.filter(({ verdict }) => verdict === 'fail')
  expect(failures.map(({ id, finding }) => [id, finding?.code])).toEqual([
    ['terminate.success.long-list', 'controller-lost'],
  ])
})

test('what a hazardous call does is not put down to the one before it', async () => {
  const target = mockTarget()
  const fetch: Fetch = async (request) => {
    const isAnonymous = request.url.endsWith('/TerminateSession') && !request.headers.has('vmware-api-session-id')
    if (isAnonymous) target.vcenter.sessions.clear()
    return (target.fetch as Fetch)(request)
  }
  const only = ['terminate.empty-list.no-effect', 'terminate.authentication.anonymous']
  const { requirements } = await runSuite({ ...target, fetch }, { only })
  expect(requirements.map(({ id, verdict }) => [id, verdict])).toEqual([
    ['terminate.empty-list.no-effect', 'pass'],
    ['terminate.authentication.anonymous', 'fail'],
  ])
})

test('an effect that comes long after the answer shows at the second look', async () => {
  const vcenter = createVCenter()
  const doomed: string[] = []
  let looks = 0
  const target = mockTarget({
    vcenter: {
      ...vcenter,
      terminateSessions(caller, keys) {
        try {
          vcenter.terminateSessions(caller, keys)
        } catch (error) {
          doomed.push(...keys.slice(-1).filter((key) => key !== caller.key))
          throw error
        }
      },
    },
    around: (fetch) => async (request) => {
      // The run's first look, one after each of the six calls, and after two of them one more; the next is the second look.
      if (request.url.endsWith('/sessionList')) looks += 1
      if (looks > 9) for (const key of doomed) vcenter.sessions.delete(key)
      return fetch(request)
    },
  })
  const { requirements } = await runSuite(target, { only: ['terminate.sequence.suffix-untouched'] })
  expect(requirements).toMatchObject([
    {
      verdict: 'fail',
      finding: {
        code: 'changed-later',
        message:
          'session 1, at place 2 of 2 in the list (an invented id, session 1), was alive by both oracles after the call, and is dead by both now, though nothing was done to it since.',
      },
    },
  ])
})

test('an unmet should warns, and condemns with strict', async () => {
  const vcenter = createVCenter()
  const target = () =>
    mockTarget({
      vcenter: {
        ...vcenter,
        terminateSessions: (caller, keys) =>
          vcenter.terminateSessions(
            caller,
            keys.map((key) => key.trim()),
          ),
      },
    })
  const only = ['terminate.identity.exact']
  expect((await runSuite(target(), { only })).verdict).toBe('conformant')
  const strict = await runSuite(target(), { only, strict: true })
  expect(strict).toMatchObject({ verdict: 'nonconformant', requirements: [{ verdict: 'warn' }] })
})

test('an oracle that cannot be read proves nothing', async () => {
  const around =
    (fetch: Fetch): Fetch =>
    async (request) =>
      request.url.endsWith('/currentSession') ? new Response('<html>', { status: 200 }) : fetch(request)
  const result = await runSuite(mockTarget({ around }), { only: ['terminate.success.all-listed'] })
  expect(result).toMatchObject({ verdict: 'inconclusive', requirements: [{ verdict: 'unreached' }] })
})
