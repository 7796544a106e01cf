import { describe, expect, test } from 'vitest'
import { runSuite } from '../../src/conformance/index.ts'
import { createVCenter } from '../../src/mock/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import { restoringTarget } from '../support/restoring-target.ts'

describe('the recheck', () => {
  test('an effect that comes long after the answer is found', async () => {
    const vcenter = createVCenter()
    const doomed: string[] = []
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
    })
    const { requirements } = await runSuite(target, {
      only: ['terminate.sequence.suffix-untouched'],
      onJudged: () => {
        for (const key of doomed) vcenter.sessions.delete(key)
      },
    })
    expect(requirements).toMatchObject([
      {
        verdict: 'fail',
        finding: {
          code: 'changed-later',
          message:
            'unknown id at the first place: session 1, place 2 of 2 in the list (an invented id, session 1), was alive after the call (both oracles) and is dead now (both oracles), although nothing was done to it since.',
        },
      },
    ])
  })

  test('sessions that come back are found and closed', async () => {
    const target = restoringTarget()
    const { requirements, sessions } = await runSuite(target, {
      only: ['terminate.success.all-listed'],
      onJudged: target.restore,
    })
    expect(requirements).toMatchObject([{ verdict: 'fail', finding: { code: 'changed-later' } }])
    expect([sessions.leaked, target.vcenter.sessions.size]).toEqual([0, 0])
  })
})
