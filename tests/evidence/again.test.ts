import { beforeAll, describe, expect, test } from 'vitest'
import type { Fetch } from '../../src/client/index.ts'
import { type Exchange, runSuite, type SuiteResult } from '../../src/conformance/index.ts'
import { createVCenter } from '../../src/mock/index.ts'
import { controls } from '../controls/controls.ts'
import { families } from '../mutation/mutants/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import { principals } from '../support/principals.ts'
import { takingBack } from '../support/taking-back.ts'
import { judgedAgain, verdictsOf } from './again.ts'

/** The first mutants of each family, one of each, and so of each kind of defect. */
const mutants = Object.values(families).map(([first]) => first)

/** The mock with one more session in its list. */
function showing(session: object): (fetch: Fetch) => Fetch {
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

/** The mock behind something that sets a cookie. */
function cookie(text: string): (fetch: Fetch) => Fetch {
  return (fetch) => async (request) => {
    const response = await fetch(request)
    response.headers.append('set-cookie', text)
    return response
  }
}

describe('a recorded run comes to the same verdicts', () => {
  test.each([1, 4, 16])('of the mock, at concurrency %i', async (concurrency) => {
    const live = await runSuite(mockTarget(), { concurrency })
    const again = await judgedAgain(live)
    expect(verdictsOf(again)).toEqual(verdictsOf(live))
    expect(again).toMatchObject({
      verdict: 'conformant',
      target: { ...live.target, recordedAt: live.run.startedAt },
      sessions: live.sessions,
    })
  })

  test.each(mutants.map((mutant) => [mutant?.defect, mutant] as const))('of a server that %s', async (_, mutant) => {
    const live = await runSuite(mutant?.make() ?? mockTarget(), { strict: true })
    expect(live.verdict).toBe('nonconformant')
    const again = await judgedAgain(live)
    expect(verdictsOf(again)).toEqual(verdictsOf(live))
    expect(again.verdict).toBe('nonconformant')
  })

  test('there are ten and more of them', () => {
    expect(mutants.length).toBeGreaterThanOrEqual(10)
  })

  test('beside other people’s sessions', async () => {
    const vcenter = createVCenter()
    const { userName, password } = principals.limited
    for (let count = 0; count < 3; count += 1)
      vcenter.login(userName, password, { ipAddress: '10.0.0.1', userAgent: '' })
    const live = await runSuite(mockTarget({ vcenter }))
    expect(live.counts.unsupported).toBeGreaterThan(0)
    expect(verdictsOf(await judgedAgain(live))).toEqual(verdictsOf(live))
  })

  test('of a target that is the run’s alone, and of one without a second principal', async () => {
    const exclusive = await runSuite(mockTarget(), { exclusive: true })
    expect(verdictsOf(await judgedAgain(exclusive))).toEqual(verdictsOf(exclusive))
    const { limited: _, ...alone } = mockTarget()
    const live = await runSuite(alone)
    expect(verdictsOf(await judgedAgain(live))).toEqual(verdictsOf(live))
  })

  test('of a target that nobody could reach', async () => {
    const live = await runSuite({ ...mockTarget(), fetch: async () => Promise.reject(new TypeError('fetch failed')) })
    const again = await judgedAgain(live)
    expect(again.problem).toEqual(live.problem)
    expect(verdictsOf(again)).toEqual(verdictsOf(live))
  })

  test('of one requirement alone, without the others', async () => {
    const live = await runSuite(mockTarget())
    const only = ['terminate.sequence.list-order', 'terminate.empty-list.no-effect']
    const again = await judgedAgain(live, { only })
    expect(verdictsOf(again)).toEqual(verdictsOf(live).filter(({ id }) => only.includes(id)))
    expect(again.manifest).toEqual(only)
  })

  test('of a server whose tokens are its keys, but for the order of its ids, which pseudonyms do not keep', async () => {
    const control = controls.find(({ oddity }) => oddity === 'its tokens are the keys of its sessions')
    const live = await runSuite((await control?.make(() => {})) ?? mockTarget())
    const again = await judgedAgain(live)
    const others = ({ id }: { id: string }) => id !== 'terminate.sequence.list-order'
    expect(verdictsOf(again).filter(others)).toEqual(verdictsOf(live).filter(others))
    expect(again.requirements.find((one) => !others(one))?.verdict).toMatch(/pass|unreached/)
  })

  test('where what an oracle said was taken back later', async () => {
    const live = await runSuite(takingBack(), { only: ['terminate.success.long-list'] })
    expect(live).toMatchObject({ verdict: 'nonconformant', requirements: [{ finding: { code: 'changed-later' } }] })
    expect(verdictsOf(await judgedAgain(live))).toEqual(verdictsOf(live))
  })

  test('that was interrupted, and claims nothing', async () => {
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
      'a user is called as a part of the protocol is',
      showing({ userName: 'SessionManager', key: 'fullName', ipAddress: 'userName' }),
    ],
    [
      'a user is called almost as a principal is',
      showing({ userName: 'xadministrator@vsphere.local', key: 'readonly@vsphere.local2' }),
    ],
    [
      'a user is called as the suite calls its own',
      showing({ userName: 'controller', fullName: 'session 1', ipAddress: 'the caller' }),
    ],
    ['keys of others begin as the run’s own do', showing({ userName: 'another user', key: '52' })],
    ['a cookie says an ordinary word', cookie('persistence=session')],
    ['a cookie says a part of the protocol', cookie('vmware="SessionManager"; Path=/')],
  ])('where %s', async (_, around) => {
    const live = await runSuite(mockTarget({ around }), { exclusive: true })
    expect(live.verdict).toBe('conformant')
    expect(verdictsOf(await judgedAgain(live))).toEqual(verdictsOf(live))
  })

  test('of a recorded run that is recorded again', async () => {
    const live = await runSuite(mockTarget(), { only: ['terminate.success.all-listed'] })
    expect(verdictsOf(await judgedAgain(await judgedAgain(live)))).toEqual(verdictsOf(live))
  })
})

describe('a file that somebody has edited', () => {
  let live: SuiteResult
  beforeAll(async () => {
    live = await runSuite(mockTarget())
  })

  /** Edits the entries of a HAR file. */
  const editing = (change: (entries: HarEntry[]) => HarEntry[]) => (har: string) => {
    const file = JSON.parse(har)
    file.log.entries = change(file.log.entries)
    return JSON.stringify(file)
  }
  interface HarEntry {
    pageref?: string
    request: { url: string; postData?: { text: string } }
    response: { status: number; content: { size: number; text?: string } }
  }
  const isCallOf = (id: string) => (entry: HarEntry) =>
    entry.pageref === id && entry.request.url.endsWith('/TerminateSession')
  const verdictOf = (result: SuiteResult, id: string) => result.requirements.find((one) => one.id === id)

  test('comes to another verdict where an answer was changed', async () => {
    const id = 'terminate.success.no-content'
    const edit = editing((entries) =>
      entries.map((entry) =>
        isCallOf(id)(entry)
          ? { ...entry, response: { ...entry.response, status: 500, content: { size: 0, text: '' } } }
          : entry,
      ),
    )
    const again = await judgedAgain(live, { edit })
    expect(verdictOf(again, id)).toMatchObject({ verdict: 'fail', finding: { code: 'unexpected-status' } })
    expect(again.verdict).toBe('nonconformant')
    expect(again.counts).toEqual({ ...live.counts, pass: live.counts.pass - 1, fail: 1 })
  })

  test.each<[string, (entries: HarEntry[], isMissing: (entry: HarEntry) => boolean) => HarEntry[]]>([
    ['an exchange is missing', (entries, isMissing) => entries.filter((entry) => !isMissing(entry))],
    [
      'a body is missing',
      (entries, isMissing) =>
        entries.map((entry) =>
          isMissing(entry) ? { ...entry, response: { ...entry.response, content: { size: 9 } } } : entry,
        ),
    ],
    [
      'a request is another',
      (entries, isMissing) =>
        entries.map((entry) =>
          isMissing(entry)
            ? { ...entry, request: { ...entry.request, postData: { mimeType: '', text: '{}' } } }
            : entry,
        ),
    ],
  ])('where %s, its requirement is unreached, and no other', async (_, change) => {
    const id = 'terminate.not-found.fault'
    const again = await judgedAgain(live, { edit: editing((entries) => change(entries, isCallOf(id))) })
    expect(verdictOf(again, id)).toMatchObject({
      verdict: 'unreached',
      finding: {
        code: 'unanswered',
        message: expect.stringMatching(/the recorded run (has no such exchange|left out)/),
      },
    })
    expect(again.counts).toEqual({ ...live.counts, pass: live.counts.pass - 1, unreached: 1 })
    expect(again.verdict).toBe('inconclusive')
  })

  test('of which the second look was cut off claims nothing of what it would have shown', async () => {
    const late = await runSuite(takingBack(), { only: ['terminate.success.long-list'] })
    // The second look is what the run as a whole made of sessionList after its first; the count is made to agree.
    const edit = (har: string) => {
      const file = JSON.parse(har)
      const isLook = ({ pageref, request }: HarEntry) => pageref === undefined && request.url.endsWith('/sessionList')
      const [first] = file.log.entries.filter(isLook)
      file.log.entries = file.log.entries.filter((entry: HarEntry) => entry === first || !isLook(entry))
      file.log._vijson.counts[''] = file.log.entries.filter(({ pageref }: HarEntry) => pageref === undefined).length
      return JSON.stringify(file)
    }
    expect(await judgedAgain(late, { edit })).toMatchObject({
      verdict: 'inconclusive',
      requirements: [
        {
          verdict: 'unreached',
          finding: { message: 'the recorded run does not hold the second look at its sessions' },
        },
      ],
    })
  })

  test('that lacks what was made for the run as a whole judges nothing', async () => {
    const edit = editing((entries) =>
      entries.filter((entry) => !entry.request.url.endsWith('/Logout') || entry.pageref !== undefined),
    )
    expect((await judgedAgain(live, { edit })).counts.unreached).toBe(live.requirements.length)
  })

  test('that was emptied judges nothing', async () => {
    const again = await judgedAgain(live, { edit: editing(() => []) })
    expect(again).toMatchObject({ verdict: 'inconclusive', problem: { code: 'unreachable' } })
    expect(again.counts.unreached).toBe(live.requirements.length)
  })

  test('of which the beginning of the manifest was cut off judges less, and says so', async () => {
    const edit = (har: string) => {
      const file = JSON.parse(har)
      file.log._vijson.manifest = file.log._vijson.manifest.slice(0, 5)
      return JSON.stringify(file)
    }
    const again = await judgedAgain(live, { edit })
    expect(again.manifest).toEqual(live.manifest.slice(0, 5))
  })
})

describe('what a hostile target leaves of a run', () => {
  test.each([30, 200, 700])('can be judged again: it answers no more from request %i on', async (last) => {
    let calls = 0
    const target = mockTarget({
      around: (fetch) => async (request) => {
        calls += 1
        return calls > last ? Promise.reject(new TypeError('fetch failed')) : fetch(request)
      },
    })
    const live = await runSuite(target, { concurrency: 1 })
    expect(live.verdict).toBe('inconclusive')
    const again = await judgedAgain(live)
    // Not the very sentence: when a target is given up depends on what was under way.
    const codesOf = (result: SuiteResult) =>
      verdictsOf(result).map(({ id, verdict, finding }) => [id, verdict, finding?.code])
    expect(codesOf(again)).toEqual(codesOf(live))
    expect(again.sessions).toEqual(live.sessions)
  })

  test('too much is not kept', async () => {
    const filler = 'x'.repeat(1024 * 1024)
    const target = mockTarget({
      around: (fetch) => async (request) => {
        const response = await fetch(request)
        if (!request.url.endsWith('/currentSession') || response.status !== 200) return response
        const text = await response.text()
        return text === '' ? new Response('', { status: 200 }) : Response.json({ ...JSON.parse(text), filler })
      },
    })
    const live = await runSuite(target)
    expect(live.verdict).toBe('conformant')
    const length = ({ answer }: Exchange) =>
      answer.kind === 'answered' && answer.body.kind === 'kept' ? answer.body.text.length : 0
    expect(live.exchanges.reduce((sum, exchange) => sum + length(exchange), 0)).toBeLessThanOrEqual(24 * 1024 * 1024)
    expect(live.exchanges.some(({ answer }) => answer.kind === 'answered' && answer.body.kind === 'left-out')).toBe(
      true,
    )
  })
})
