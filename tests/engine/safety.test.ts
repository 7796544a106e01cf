import { describe, expect, test } from 'vitest'
import { requirements, runSuite, select } from '../../src/conformance/index.ts'
import { createVCenter, type VCenter } from '../../src/mock/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import { answering } from './one-check.ts'
import { openOutsideSession } from './outside-session.ts'

function mockWithOthers(count: number): { vcenter: VCenter; others: string[] } {
  const vcenter = createVCenter()
  return { vcenter, others: Array.from({ length: count }, () => openOutsideSession(vcenter).key) }
}

const disruptive = select({}).flatMap(({ id, check }) => (check.disruptive ? [id] : []))

describe('a run beside sessions of others', () => {
  // A list of 300 sessions is read some hundred times.
  test('the run never sends their keys, omits the disruptive checks and leaves them alive', {
    timeout: 60_000,
  }, async () => {
    const bodies: string[] = []
    const { vcenter, others } = mockWithOthers(300)
    const around = answering('TerminateSession', async (request, fetch) => {
      bodies.push(await request.clone().text())
      return fetch(request)
    })
    const result = await runSuite(mockTarget({ vcenter, around }), { exchanges: false })
    expect(bodies.filter((body) => others.some((key) => body.includes(key)))).toEqual([])
    expect(bodies.every((body) => Object.values(JSON.parse(body).sessionId).length > 0)).toBe(true)
    expect([...vcenter.sessions.keys()]).toEqual(others)
    const notPassed = result.requirements.filter(({ verdict }) => !['pass', 'recorded'].includes(verdict))
    const finding = {
      code: 'foreign-sessions',
      message:
        'sessionList shows 300 sessions that this run did not open, and a defective server might answer this call by ending all sessions',
    }
    expect(notPassed.map(({ id, verdict, finding }) => [id, verdict, finding])).toEqual(
      disruptive.map((id) => [id, 'unsupported', finding]),
    )
    expect(result.verdict).toBe('conformant')
  })

  test('the disruptive checks run where the target is declared exclusive', async () => {
    const { vcenter } = mockWithOthers(1)
    const { counts } = await runSuite(mockTarget({ vcenter }), { exclusive: true })
    expect(counts.pass + counts.recorded).toBe(requirements.length)
  })

  test('the disruptive checks are omitted where another user logs on during the run', async () => {
    const { vcenter } = mockWithOthers(0)
    let calls = 0
    const target = mockTarget({
      vcenter,
      around: (fetch) => async (request) => {
        calls += 1
        if (calls === 100) openOutsideSession(vcenter)
        return fetch(request)
      },
    })
    const { counts } = await runSuite(target)
    expect(counts.unsupported).toBe(disruptive.length)
  })
})
