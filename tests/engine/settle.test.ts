import { expect, test } from 'vitest'
import { runSuite } from '../../src/conformance/index.ts'
import { restoringTarget } from '../support/restoring-target.ts'

test('sessions that come back after 300 ms are found where the run waits for 500 ms before it looks again', async () => {
  let judgedAt: number | undefined
  const target = restoringTarget((fetch) => async (request) => {
    if (judgedAt !== undefined && performance.now() - judgedAt >= 300) target.restore()
    return fetch(request)
  })
  const { verdict, requirements, sessions } = await runSuite(target, {
    only: ['terminate.success.all-listed'],
    settleMs: 500,
    onJudged: () => {
      judgedAt = performance.now()
    },
  })
  expect(verdict).toBe('nonconformant')
  expect(requirements).toMatchObject([{ verdict: 'fail', finding: { code: 'changed-later' } }])
  expect([sessions.leaked, target.vcenter.sessions.size]).toEqual([0, 0])
})
