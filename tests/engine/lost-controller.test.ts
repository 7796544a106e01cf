import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { runSuite } from '../../src/conformance/index.ts'
import { createVCenter, type VCenter } from '../../src/mock/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import { principals } from '../support/principals.ts'
import { answering } from './one-check.ts'

// All checks share one controller, so that a defect of one call may end the controller of another check.

/** Whether a list names a session that was opened for this check. */
const namesSessionOf = ({ sessions }: VCenter, id: string, keys: readonly string[]) =>
  keys.some((key) => sessions.get(key)?.userAgent.includes(` of terminate.${id})`))

function terminating(terminate: (vcenter: VCenter) => VCenter['terminateSessions']) {
  const vcenter = createVCenter()
  return mockTarget({ vcenter: { ...vcenter, terminateSessions: terminate(vcenter) } })
}

describe('the controller', () => {
  test('a controller that a call ends is a finding, and the run continues with another one', async () => {
    const target = terminating((vcenter) => (caller, keys) => {
      vcenter.terminateSessions(caller, keys)
      vcenter.sessions.clear()
    })
    const { requirements, verdict, counts } = await runSuite(target)
    expect(verdict).toBe('nonconformant')
    expect(requirements.find(({ id }) => id === 'terminate.success.all-listed')).toMatchObject({
      verdict: 'fail',
      finding: { code: 'controller-lost' },
    })
    expect(counts.error).toBe(0)
  })

  test('a check that lost the controller through another check is run again, alone', async () => {
    const target = terminating((vcenter) => (caller, keys) => {
      const endsCaller = namesSessionOf(vcenter, 'success.all-listed', keys)
      vcenter.terminateSessions(caller, keys)
      if (endsCaller) vcenter.sessions.delete(caller.key)
    })
    const { requirements } = await runSuite(target, { concurrency: 16 })
    const failures = requirements.filter(({ verdict }) => verdict === 'fail')
    expect(failures.map(({ id, finding }) => [id, finding?.code])).toEqual([
      ['terminate.success.all-listed', 'controller-lost'],
    ])
  })

  test('a controller that is ended only while other calls are under way stays a finding', async () => {
    const vcenter = createVCenter()
    let underWay = 0
    const target = mockTarget({
      vcenter: {
        ...vcenter,
        terminateSessions(caller, keys) {
          const endsCaller = underWay > 1 && namesSessionOf(vcenter, 'success.all-listed', keys)
          vcenter.terminateSessions(caller, keys)
          if (endsCaller) vcenter.sessions.delete(caller.key)
        },
      },
      around: (fetch) => async (request) => {
        // A requirement of another level is unmet in the second run of the checks, too.
        if (request.url.includes('-unknown/')) return new Response('', { status: 404 })
        underWay += 1
        await delay(2) // So that calls of several checks are under way at once.
        return fetch(request).finally(() => {
          underWay -= 1
        })
      },
    })
    const { verdict } = await runSuite(target, { concurrency: 16 })
    expect(verdict).toBe('nonconformant')
  })
})

describe('a disruptive check', () => {
  test('a disruptive call that ends all sessions is a finding of its own check and not of the one before', async () => {
    const target = mockTarget({
      around: answering('TerminateSession', (request, fetch) => {
        if (!request.headers.has('vmware-api-session-id')) target.vcenter.sessions.clear()
        return fetch(request)
      }),
    })
    const only = ['terminate.empty-list.no-effect', 'terminate.authentication.anonymous']
    const { requirements } = await runSuite(target, { only })
    expect(requirements.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['terminate.empty-list.no-effect', 'pass'],
      ['terminate.authentication.anonymous', 'fail'],
    ])
  })
})

describe('disruptive checks at once', () => {
  test('a request that ends the sessions which others are cloned from keeps none of them from being tested', async () => {
    const target = mockTarget({
      around: answering('TerminateSession', async (request, fetch) => {
        const body: unknown = await request
          .clone()
          .json()
          .catch(() => undefined)
        const token = request.headers.get('vmware-api-session-id')
        const { sessions } = target.vcenter
        const caller = [...sessions.values()].find((one) => one.token === token)
        const isMeant = typeof body === 'object' && body !== null && !('sessionId' in body)
        for (const one of sessions.values())
          if (isMeant && one !== caller && one.principal === caller?.principal) sessions.delete(one.key)
        return fetch(request)
      }),
    })
    const { requirements, counts } = await runSuite(target, { exclusive: true, seed: 1 })
    expect(counts).toMatchObject({ unreached: 0, unsupported: 0, error: 0 })
    expect(requirements.find(({ id }) => id === 'terminate.request.session-id-required')?.verdict).toBe('fail')
  })
})

describe('the shared sessions', () => {
  test('a bystander or a controller that ends for another reason between two checks is replaced, and is no finding', async () => {
    const target = mockTarget()
    const { vcenter } = target
    const only = [
      'terminate.request.body-required',
      'terminate.request.malformed-json',
      'terminate.authentication.anonymous-fault',
    ]
    const { verdict, counts } = await runSuite(target, {
      only,
      onJudged: (_, { done }) => {
        const { userName } = done === 1 ? principals.limited : principals.controller
        const oldest = [...vcenter.sessions.values()].find(({ principal }) => principal.userName === userName)
        if (oldest !== undefined && done < 3) vcenter.sessions.delete(oldest.key)
      },
    })
    expect(counts).toMatchObject({ pass: 3 })
    expect(verdict).toBe('conformant')
  })
})
