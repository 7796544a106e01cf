import { describe, expect, test } from 'vitest'
import { runSuite } from '../../src/conformance/index.ts'
import { createVCenter } from '../../src/mock/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import { principals } from '../support/principals.ts'

const header = 'vmware-api-session-id'

describe('the result of a run', () => {
  test('a secret that the server puts in place of a name is masked', async () => {
    const vcenter = createVCenter()
    const tokens: string[] = []
    const target = mockTarget({
      around: (fetch) => async (request) => {
        const response = await fetch(request)
        if (response.status !== 500) return response
        return Response.json(
          { _typeName: request.headers.get(header) ?? 'none' },
          { status: 500, headers: { 'content-type': request.headers.get(header) ?? '' } },
        )
      },
      vcenter: {
        ...vcenter,
        login(...credentials) {
          const session = vcenter.login(...credentials)
          tokens.push(session.token)
          return session
        },
        cloneSession(...given) {
          const session = vcenter.cloneSession(...given)
          tokens.push(session.token)
          return session
        },
      },
    })
    const text = JSON.stringify(await runSuite(target))
    expect(tokens.length).toBeGreaterThan(200)
    expect(tokens.filter((token) => text.includes(token))).toEqual([])
  })

  test("a password that is a word of the suite changes none of the suite's texts", async () => {
    const controller = { ...principals.controller, password: 'terminate' }
    const privileges = ['System.View', 'Sessions.TerminateSession', 'Sessions.ValidateSession'] as const
    const vcenter = createVCenter({ principals: [{ ...controller, privileges }] })
    const { limited: _, ...target } = mockTarget({ vcenter })
    const only = ['terminate.success.no-content']
    const result = await runSuite({ ...target, controller }, { only })
    expect(result).toMatchObject({
      verdict: 'conformant',
      manifest: only,
      requirements: [{ id: only[0], verdict: 'pass' }],
    })
  })

  test('a user that sessionList shows only later is masked in earlier answers, too', async () => {
    const vcenter = createVCenter()
    let isListed = false
    const target = mockTarget({
      vcenter,
      around: (fetch) => async (request) => {
        const response = await fetch(request)
        response.headers.set('x-last-login', 'DOMAIN\\late.comer from 203.0.113.9')
        if (request.url.endsWith('/TerminateSession')) isListed = true
        if (!isListed || !request.url.endsWith('/sessionList') || response.status !== 200) return response
        const late = {
          key: 'late-key',
          userName: 'DOMAIN\\late.comer',
          ipAddress: '203.0.113.9',
          loginTime: '2026-01-01T00:00:00Z',
        }
        return Response.json([...((await response.json()) as object[]), late], { headers: response.headers })
      },
    })
    const { exchanges } = await runSuite(target, { only: ['terminate.success.no-content'] })
    expect(isListed).toBe(true)
    expect(JSON.stringify(exchanges)).not.toMatch(/late.comer|203\.0\.113\.9|late-key/)
  })

  test('the address of the target is shown, and the same address is masked in another user’s session', async () => {
    const vcenter = createVCenter()
    const { userName, password } = principals.controller
    vcenter.login(userName, password, { ipAddress: '10.11.12.13', userAgent: 'somebody' })
    const target = { ...mockTarget({ vcenter }), url: 'https://10.11.12.13' }
    const { target: shown, exchanges } = await runSuite(target, { only: ['terminate.success.no-content'] })
    expect(shown.url).toBe('https://10.11.12.13')
    const lists = exchanges.filter(({ path }) => path.endsWith('/sessionList'))
    expect(lists.length).toBeGreaterThan(0)
    expect(JSON.stringify(lists)).not.toContain('10.11.12.13')
  })
})
