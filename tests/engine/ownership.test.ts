import { expect, test } from 'vitest'
import { requirements, runSuite } from '../../src/conformance/index.ts'
import { createVCenter } from '../../src/mock/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import { withoutUserAgents } from '../support/without-user-agents.ts'

test('at a target that keeps User-Agents, every login and every clone has one that names the run, those of five are that of another session, and ownership is proved', async () => {
  const vcenter = createVCenter()
  const userAgents: string[] = []
  const login: typeof vcenter.login = (userName, password, origin, caller) => {
    userAgents.push(origin.userAgent)
    return vcenter.login(userName, password, origin, caller)
  }
  const cloneSession: typeof vcenter.cloneSession = (ticket, origin) => {
    userAgents.push(origin.userAgent)
    return vcenter.cloneSession(ticket, origin)
  }
  const { run, sessions } = await runSuite(mockTarget({ vcenter: { ...vcenter, login, cloneSession } }))
  expect(userAgents.filter((userAgent) => !userAgent.includes(`(run ${run.id}; login `))).toEqual([])
  expect(new Set(userAgents).size).toBe(userAgents.length - 5)
  expect(sessions).toMatchObject({
    opened: userAgents.length,
    closed: userAgents.length,
    leaked: 0,
    unclosable: 0,
    ownership: 'proved',
  })
})

test('at a target that keeps none, the same requirements pass, every session is closed, and ownership is inferred', async () => {
  const target = mockTarget({ around: withoutUserAgents })
  const { verdict, counts, sessions } = await runSuite(target)
  expect([verdict, counts.pass + counts.recorded]).toEqual(['conformant', requirements.length])
  expect(sessions).toMatchObject({
    opened: sessions.opened,
    closed: sessions.opened,
    leaked: 0,
    unclosable: 0,
    ownership: 'inferred',
  })
  expect([...target.vcenter.sessions.keys()]).toEqual([])
})
