import { describe, expect, test } from 'vitest'
import { requirements } from '../../generated/requirements.ts'
import {
  isUnmet,
  type RequirementResult,
  recordedTarget,
  runSuite,
  type SuiteResult,
} from '../../src/conformance/index.ts'
import { createVCenter, type VCenter } from '../../src/mock/index.ts'
import { readRecording } from '../../src/report/har/read.ts'
import { harReport } from '../../src/report/har/write.ts'
import { mockTarget } from '../support/mock-target.ts'
import { skipsUnknown } from '../support/skips-unknown.ts'

/** A vCenter that counts how many sessions are logged on at once. */
function counting(): { vcenter: VCenter; most: () => number } {
  const vcenter = createVCenter()
  let most = 0
  const set = vcenter.sessions.set.bind(vcenter.sessions)
  vcenter.sessions.set = (key, session) => {
    set(key, session)
    most = Math.max(most, vcenter.sessions.size)
    return vcenter.sessions
  }
  return { vcenter, most: () => most }
}

const verdictsOf = ({ requirements }: SuiteResult) => requirements.map(({ id, verdict }) => [id, verdict])
const skippedOf = ({ requirements }: SuiteResult) => requirements.filter(({ finding }) => finding?.code === 'limit')

describe('a run that may have few sessions at once', () => {
  test.each([8, 12, 20])(
    'has at most %i on the target, tests what fits, and finds a correct target conformant',
    async (maxSessions) => {
      const { vcenter, most } = counting()
      const result = await runSuite(mockTarget({ vcenter }), { maxSessions, seed: 1 })
      expect(most()).toBeLessThanOrEqual(maxSessions)
      expect(result.sessions.atOnce).toBeLessThanOrEqual(maxSessions)
      expect([result.verdict, result.sessions.leaked, vcenter.sessions.size]).toEqual(['conformant', 0, 0])
      for (const { verdict, finding } of skippedOf(result))
        expect([verdict, finding?.message]).toEqual([
          'unsupported',
          expect.stringContaining(`it needs more sessions at once than this run may open (${maxSessions})`),
        ])
      const others = result.requirements.filter(({ finding }) => finding?.code !== 'limit')
      expect(others.filter(({ verdict }) => !['pass', 'recorded'].includes(verdict))).toEqual([])
      expect(others.length).toBeGreaterThan(maxSessions === 20 ? 55 : 35)
    },
  )

  test('finds a defect all the same', async () => {
    const { verdict } = await runSuite(mockTarget({ vcenter: skipsUnknown() }), { maxSessions: 12, seed: 1 })
    expect(verdict).toBe('nonconformant')
  })

  test('can be judged again from its recording', async () => {
    const result = await runSuite(mockTarget(), { maxSessions: 12, seed: 1 })
    const { target, options } = recordedTarget(readRecording(harReport(result)))
    expect(verdictsOf(await runSuite(target, options))).toEqual(verdictsOf(result))
  })
})

describe('a run that may send few logins', () => {
  test.each([
    [6, 20],
    [8, 50],
    [12, requirements.length],
    [20, requirements.length],
    [53, requirements.length],
  ])('sends at most %i, clones what it can, and tests at least %i requirements', async (maxLogins, least) => {
    const result = await runSuite(mockTarget(), { maxLogins, seed: 1, exclusive: true })
    const logins = result.exchanges.filter(({ path }) => path.endsWith('/Login')).length
    expect(logins).toBeLessThanOrEqual(maxLogins)
    expect(result.sessions.leaked).toBe(0)
    const tested = result.requirements.filter(({ verdict }) => ['pass', 'recorded'].includes(verdict))
    expect(tested.length).toBeGreaterThanOrEqual(least)
    expect(skippedOf(result).length).toBe(requirements.length - tested.length)
    expect(result.requirements.filter(isUnmet)).toEqual([])
  })

  test('has no more than its logins where clones are no sessions in their own right, and says what it leaves out', async () => {
    const vcenter = createVCenter()
    const { cloneSession: _, ...withoutClones } = vcenter
    const refusing: VCenter = {
      ...vcenter,
      ...withoutClones,
      cloneSession() {
        throw new Error('clones are refused')
      },
    }
    const result = await runSuite(mockTarget({ vcenter: refusing }), { maxLogins: 20, seed: 1, exclusive: true })
    const logins = result.exchanges.filter(({ path }) => path.endsWith('/Login')).length
    expect(logins).toBeLessThanOrEqual(20)
    expect(skippedOf(result).length).toBeGreaterThan(10)
  })

  test.each([8, 20])('of %i can be judged again from its recording', async (maxLogins) => {
    const result = await runSuite(mockTarget(), { maxLogins, seed: 1 })
    const { target, options } = recordedTarget(readRecording(harReport(result)))
    expect(verdictsOf(await runSuite(target, options))).toEqual(verdictsOf(result))
  })
})

test('after as many requirements as bail says are not met, the rest is left out', async () => {
  const broken = createVCenter()
  const vcenter: VCenter = { ...broken, terminateSessions: () => {} }
  const all = await runSuite(mockTarget({ vcenter }), { seed: 1, concurrency: 1 })
  const some = await runSuite(mockTarget({ vcenter: { ...createVCenter(), terminateSessions: () => {} } }), {
    seed: 1,
    concurrency: 1,
    bail: 2,
  })
  expect(all.requirements.filter(isUnmet).length).toBeGreaterThan(5)
  expect(some.requirements.filter(isUnmet).length).toBe(2)
  expect(some.verdict).toBe('nonconformant')
  expect(skippedOf(some)[0]?.finding?.message).toBe('left out: 2 requirements are not met, and the run was to end then')
})

test.each([{ maxLogins: 30 }, { maxSessions: 40 }])(
  'with %j, every must is judged before what should be, also where it is disruptive, but for the one that begins no session and ends the run',
  async (limits) => {
    const judged: string[] = []
    const ids: string[] = []
    const onJudged = ({ id, level }: RequirementResult) => {
      ids.push(id)
      judged.push(level)
    }
    await runSuite(mockTarget(), { ...limits, seed: 1, onJudged })
    expect([ids.pop(), judged.pop()]).toEqual(['terminate.success.only-session', 'must'])
    expect(judged).toEqual(['must', 'should', 'observed'].flatMap((level) => judged.filter((one) => one === level)))
  },
)

test.each([
  [{ maxLogins: 5 }, 'maxLogins must be a whole number of at least 6'],
  [{ maxSessions: 7 }, 'maxSessions must be a whole number of at least 8'],
  [{ bail: 0 }, 'bail must be a whole number of at least 1'],
  [{ label: 'two words' }, 'label must be a word of at most 40 letters, digits, dots, dashes and underscores'],
  [{ label: '' }, 'label must be a word of at most 40 letters, digits, dots, dashes and underscores'],
])('%j is refused', async (options, sentence) => {
  await expect(runSuite(mockTarget(), options)).rejects.toThrow(sentence)
})

test('the label of an operator stands in the User-Agent of every session, which proves it all the same', async () => {
  const target = mockTarget()
  const seen = new Set<string>()
  const { fetch } = target
  const result = await runSuite(
    {
      ...target,
      fetch: async (request) => {
        for (const { userAgent } of target.vcenter.sessions.values()) seen.add(userAgent.split(' ')[0] ?? '')
        return fetch?.(request) ?? Response.error()
      },
    },
    { label: 'nightly-ci', only: ['terminate.success.all-listed'] },
  )
  expect([result.verdict, result.sessions.ownership]).toEqual(['conformant', 'proved'])
  expect([...seen]).toEqual([expect.stringMatching(/^vijson-conformance\/[\d.]+\+nightly-ci$/)])
})
