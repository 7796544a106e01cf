import { describe, expect, test } from 'vitest'
import type { Fetch } from '../../src/client/index.ts'
import { runSuite } from '../../src/conformance/index.ts'
import { createVCenter } from '../../src/mock/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import { principals } from '../support/principals.ts'

const only = ['terminate.empty-list.no-effect']
const { userName, password } = principals.controller

/** A run of one hazardous check, where so many others are logged on; what was sent of it. */
async function probing(others: number, exclusive = false, around: (fetch: Fetch) => Fetch = (fetch) => fetch) {
  const vcenter = createVCenter()
  for (let count = 0; count < others; count += 1) vcenter.login(userName, password, { ipAddress: '', userAgent: '' })
  let probes = 0
  const noting: (fetch: Fetch) => Fetch = (fetch) => async (request) => {
    if (request.url.endsWith('/TerminateSession')) probes += 1
    return around(fetch)(request)
  }
  const { requirements } = await runSuite(mockTarget({ vcenter, around: noting }), { only, exclusive })
  return { requirement: requirements[0], probes }
}

describe('a hazardous call', () => {
  test('is made where nobody else is logged on', async () => {
    expect(await probing(0)).toMatchObject({ requirement: { verdict: 'pass' }, probes: 1 })
  })

  test.each([
    [1, 'a session that is not'],
    [2, '2 sessions that are not'],
  ])('is not made beside %i others', async (others, told) => {
    expect(await probing(others)).toMatchObject({
      requirement: {
        verdict: 'unsupported',
        finding: {
          code: 'foreign-sessions',
          message: `sessionList shows ${told} this run's, and a defective server might answer this call by ending everybody's`,
        },
      },
      probes: 0,
    })
  })

  test('is made beside others where the target is said to be the run’s alone', async () => {
    expect(await probing(2, true)).toMatchObject({ requirement: { verdict: 'pass' }, probes: 1 })
  })

  test.each<[string, () => Response]>([
    ['does not show even the controller', () => Response.json([])],
    ['is none', () => Response.json({})],
    ['is refused', () => Response.json({ _typeName: 'NoPermission' }, { status: 500 })],
  ])('is not made where sessionList, after the first look, %s', async (_, answer) => {
    let looks = 0
    const around: (fetch: Fetch) => Fetch = (fetch) => async (request) => {
      if (!request.url.endsWith('/sessionList')) return fetch(request)
      looks += 1
      return looks > 1 ? answer() : fetch(request)
    }
    expect(await probing(0, false, around)).toMatchObject({
      requirement: {
        verdict: 'unreached',
        finding: {
          message: 'whether others are logged on could not be seen: sessionList does not show even the controller',
        },
      },
      probes: 0,
    })
  })
})
