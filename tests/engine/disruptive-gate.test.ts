import { describe, expect, test } from 'vitest'
import type { Fetch } from '../../src/client/index.ts'
import { runSuite } from '../../src/conformance/index.ts'
import { createVCenter } from '../../src/mock/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import { openOutsideSession } from './outside-session.ts'

const only = ['terminate.empty-list.no-effect']

/** Runs one disruptive check beside sessions of others, and counts its calls. */
async function runBeside(others: number, exclusive = false, around: (fetch: Fetch) => Fetch = (fetch) => fetch) {
  const vcenter = createVCenter()
  for (let count = 0; count < others; count += 1) openOutsideSession(vcenter)
  let calls = 0
  const counting: (fetch: Fetch) => Fetch = (fetch) => async (request) => {
    if (request.url.endsWith('/TerminateSession')) calls += 1
    return around(fetch)(request)
  }
  const { requirements } = await runSuite(mockTarget({ vcenter, around: counting }), { only, exclusive })
  return { requirement: requirements[0], calls }
}

describe('the disruptive gate', () => {
  test('a disruptive call is sent where no other session is logged on', async () => {
    expect(await runBeside(0)).toMatchObject({ requirement: { verdict: 'pass' }, calls: 3 })
  })

  test.each([
    ['1 session', 1],
    ['2 sessions', 2],
  ])('a disruptive call is not sent beside %s of others', async (sessions, others) => {
    expect(await runBeside(others)).toMatchObject({
      requirement: {
        verdict: 'unsupported',
        finding: {
          code: 'foreign-sessions',
          message: `sessionList shows ${sessions} that this run did not open, and a defective server might answer this call by ending all sessions`,
        },
      },
      calls: 0,
    })
  })

  test('a disruptive call is sent beside sessions of others where the target is declared exclusive', async () => {
    expect(await runBeside(2, true)).toMatchObject({ requirement: { verdict: 'pass' }, calls: 3 })
  })

  test.each<[string, () => Response]>([
    ['does not show the controller', () => Response.json([])],
    ['is not a list', () => Response.json({})],
    ['is refused', () => Response.json({ _typeName: 'NoPermission' }, { status: 500 })],
  ])('a disruptive call is not sent where sessionList %s', async (_, answer) => {
    let reads = 0
    // The first read belongs to the preflight.
    const around: (fetch: Fetch) => Fetch = (fetch) => async (request) => {
      if (!request.url.endsWith('/sessionList')) return fetch(request)
      reads += 1
      return reads > 1 ? answer() : fetch(request)
    }
    expect(await runBeside(0, false, around)).toMatchObject({
      requirement: {
        verdict: 'unreached',
        finding: { message: 'whether others are logged on is unknown: sessionList does not show the controller' },
      },
      calls: 0,
    })
  })
})
