import { describe, expect, test } from 'vitest'
import type { Fetch } from '../../src/client/index.ts'
import { runSuite } from '../../src/conformance/index.ts'
import { createVCenter } from '../../src/mock/index.ts'
import { controls } from '../controls/controls.ts'
import { families } from '../mutation/mutants/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import { principals } from '../support/principals.ts'
import { restoringTarget } from '../support/restoring-target.ts'
import { judgedAgain, verdictsOf } from './again.ts'

/** Sessions that are left idle in vain take time, and change no verdict. */
const idleMs = 0

/** The first mutant of each family, and so of each kind of defect. */
const mutants = Object.values(families).map(([first]) => first)

/** Adds a session to sessionList. */
function listing(session: object): (fetch: Fetch) => Fetch {
  return (fetch) => async (request) => {
    const response = await fetch(request)
    if (!request.url.endsWith('/sessionList') || response.status !== 200) return response
    const loginTime = '2026-01-01T00:00:00Z'
    return Response.json([
      ...((await response.json()) as object[]),
      { _typeName: 'UserSession', key: 'other-key', loginTime, ...session },
    ])
  }
}

/** Adds a cookie to every answer. */
function settingCookie(text: string): (fetch: Fetch) => Fetch {
  return (fetch) => async (request) => {
    const response = await fetch(request)
    response.headers.append('set-cookie', text)
    return response
  }
}

describe('a recorded run that is judged again', () => {
  test.each([1, 4, 16])('the verdicts on the mock are the same at concurrency %i', async (concurrency) => {
    const live = await runSuite(mockTarget(), { concurrency, idleMs })
    const again = await judgedAgain(live)
    expect(verdictsOf(again)).toEqual(verdictsOf(live))
    expect(again).toMatchObject({
      verdict: 'conformant',
      target: { ...live.target, recordedAt: live.run.startedAt },
      sessions: live.sessions,
    })
  })

  test.each(mutants.map((mutant) => [mutant?.defect, mutant] as const))(
    'the verdicts on a server that %s are the same',
    async (_, mutant) => {
      const live = await runSuite(mutant?.make() ?? mockTarget(), { strict: true, idleMs })
      expect(live.verdict).toBe('nonconformant')
      const again = await judgedAgain(live)
      expect(verdictsOf(again)).toEqual(verdictsOf(live))
      expect(again.verdict).toBe('nonconformant')
    },
  )

  test('at least ten mutants are judged again', () => {
    expect(mutants.length).toBeGreaterThanOrEqual(10)
  })

  test('the verdicts are the same beside sessions of others', async () => {
    const vcenter = createVCenter()
    const { userName, password } = principals.limited
    for (let count = 0; count < 3; count += 1)
      vcenter.login(userName, password, { ipAddress: '10.0.0.1', userAgent: '' })
    const live = await runSuite(mockTarget({ vcenter }), { idleMs })
    expect(live.counts.unsupported).toBeGreaterThan(0)
    expect(verdictsOf(await judgedAgain(live))).toEqual(verdictsOf(live))
  })

  test('the verdicts are the same with --exclusive, and without a second account', async () => {
    const exclusive = await runSuite(mockTarget(), { exclusive: true, idleMs })
    expect(verdictsOf(await judgedAgain(exclusive))).toEqual(verdictsOf(exclusive))
    const { limited: _, ...alone } = mockTarget()
    const live = await runSuite(alone, { idleMs })
    expect(verdictsOf(await judgedAgain(live))).toEqual(verdictsOf(live))
  })

  test('the verdicts on an unreachable target are the same', async () => {
    const live = await runSuite({ ...mockTarget(), fetch: async () => Promise.reject(new TypeError('fetch failed')) })
    const again = await judgedAgain(live)
    expect(again.problem).toEqual(live.problem)
    expect(verdictsOf(again)).toEqual(verdictsOf(live))
  })

  test('the verdicts on some requirements are the same without the others', async () => {
    const live = await runSuite(mockTarget())
    const only = ['terminate.sequence.list-order', 'terminate.empty-list.no-effect']
    const again = await judgedAgain(live, { only })
    expect(verdictsOf(again)).toEqual(verdictsOf(live).filter(({ id }) => only.includes(id)))
    expect(again.manifest).toEqual(only)
  })

  test('the verdicts on a server whose tokens are its keys are the same, except on the order and the spelling of ids, which pseudonyms do not keep', async () => {
    const control = controls.find(({ oddity }) => oddity === 'its tokens are the keys of its sessions')
    const live = await runSuite((await control?.make(() => {})) ?? mockTarget(), { idleMs })
    const again = await judgedAgain(live)
    const others = ({ id }: { id: string }) =>
      !['terminate.sequence.list-order', 'terminate.request.spelling'].includes(id)
    expect(verdictsOf(again).filter(others)).toEqual(verdictsOf(live).filter(others))
    for (const { verdict } of again.requirements.filter((one) => !others(one)))
      expect(verdict).toMatch(/pass|unreached/)
  })

  test('the verdicts on a server that restores ended sessions later are the same', async () => {
    const target = restoringTarget()
    const live = await runSuite(target, { only: ['terminate.success.all-listed'], onJudged: target.restore })
    expect(live).toMatchObject({ verdict: 'nonconformant', requirements: [{ finding: { code: 'changed-later' } }] })
    expect(verdictsOf(await judgedAgain(live))).toEqual(verdictsOf(live))
  })

  test('an interrupted run is interrupted again', async () => {
    const interruption = new AbortController()
    const only = ['terminate.success.no-content', 'terminate.success.all-listed']
    const live = await runSuite(mockTarget(), {
      only,
      concurrency: 1,
      signal: interruption.signal,
      onJudged: (_, { done }) => done === only.length && interruption.abort(),
    })
    expect(live).toMatchObject({ verdict: 'inconclusive', run: { interrupted: true } })
    expect(await judgedAgain(live)).toMatchObject({ verdict: 'inconclusive', run: { interrupted: true } })
  })

  test.each<[string, (fetch: Fetch) => Fetch]>([
    [
      'a user has the name of a member of the protocol',
      listing({ userName: 'SessionManager', key: 'fullName', ipAddress: 'userName' }),
    ],
    [
      'a user has almost the name of a principal',
      listing({ userName: 'xadministrator@vsphere.local', key: 'readonly@vsphere.local2' }),
    ],
    [
      'a user is called as the suite calls its own',
      listing({ userName: 'controller', fullName: 'session 1', ipAddress: 'the caller' }),
    ],
    [
      'users are called as cases and requirements are',
      listing({ userName: 'success', fullName: 'a session', ipAddress: 'another', userAgent: 'first' }),
    ],
    ['keys of others begin as those of the run do', listing({ userName: 'another user', key: '52' })],
    [
      'a client of this project is logged on',
      listing({ userAgent: 'vijson-conformance/0.1.0', userName: 'another user', key: '53' }),
    ],
    ['a cookie is an ordinary word', settingCookie('persistence=session')],
    ['a cookie is a word of the protocol', settingCookie('vmware="SessionManager"; Path=/')],
  ])('the verdicts are the same where %s', async (_, around) => {
    const live = await runSuite(mockTarget({ around }), { exclusive: true })
    expect(live.verdict).toBe('conformant')
    expect(verdictsOf(await judgedAgain(live))).toEqual(verdictsOf(live))
  })

  test('the verdicts on a recorded run that is recorded again are the same', async () => {
    const live = await runSuite(mockTarget(), { only: ['terminate.success.all-listed'] })
    expect(verdictsOf(await judgedAgain(await judgedAgain(live)))).toEqual(verdictsOf(live))
  })
})
