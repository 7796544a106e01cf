import { describe, expect, test } from 'vitest'
import { runSuite } from '../../src/conformance/index.ts'
import { createVCenter, type VCenter } from '../../src/mock/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import { principals } from '../support/principals.ts'
import { answering } from './one-check.ts'

describe('the keys of a target', () => {
  test('a target whose keys are numbers is conformant, also beside sessions of others and where Logout does not end sessions', async () => {
    const vcenter = createVCenter()
    let count = 0
    const numbered: VCenter['login'] = (...credentials) => {
      const session = vcenter.login(...credentials)
      vcenter.sessions.delete(session.key)
      count += 1
      session.key = String(count)
      vcenter.sessions.set(session.key, session)
      return session
    }
    const { userName, password } = principals.controller
    const other = numbered(userName, password, { ipAddress: '', userAgent: '' })
    const { verdict, counts } = await runSuite(mockTarget({ vcenter: { ...vcenter, login: numbered, logout() {} } }), {
      only: ['terminate.success.bystanders-untouched', 'terminate.identity.exact', 'terminate.sequence.list-order'],
    })
    expect(counts).toMatchObject({ error: 0, pass: 3 })
    expect(verdict).toBe('conformant')
    expect(vcenter.sessions.has(other.key)).toBe(true)
  })
})

describe('the version of a target', () => {
  test.each<[string, (about: Record<string, unknown>) => unknown]>([
    ['without a version', ({ apiVersion: _, ...about }) => about],
    ['with a number as version', (about) => ({ ...about, apiVersion: 8 })],
  ])('a target %s is judged without an error of the suite', async (_, change) => {
    const around = answering('content', async (request, fetch) => {
      const content = (await (await fetch(request)).json()) as { about: Record<string, unknown> }
      return Response.json({ ...content, about: change(content.about) })
    })
    expect((await runSuite(mockTarget({ around }))).counts.error).toBe(0)
  })
})

describe('the moId of the SessionManager', () => {
  test.each<[string, string]>([
    ['a lone surrogate, which no URL can carry', 'a\ud800'],
    ['257 characters', 'a'.repeat(257)],
  ])('a moId of %s is reported as not VI JSON', async (_, sessionManager) => {
    const result = await runSuite(mockTarget({ app: { sessionManager } }))
    expect(result).toMatchObject({ verdict: 'inconclusive', problem: { code: 'not-vi-json' } })
  })
})
