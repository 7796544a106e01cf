import { describe, expect, test } from 'vitest'
import { type RequirementResult, runSuite } from '../../src/conformance/index.ts'
import { mockTarget } from '../support/mock-target.ts'

/** Runs the check against a server that says it is of a version, and that answers a call with an invalid token as given. */
async function runCheck(version: string, answer: () => Response): Promise<RequirementResult | undefined> {
  const target = mockTarget({
    around: (fetch) => async (request) => {
      const response = await fetch(request)
      if (request.url.endsWith('/content')) {
        const content = (await response.json()) as { about: object }
        return Response.json({ ...content, about: { ...content.about, apiVersion: version } })
      }
      const isFaultOfCall = request.url.endsWith('/TerminateSession') && response.status === 500
      if (!isFaultOfCall || !(await response.clone().text()).includes('"NotAuthenticated"')) return response
      return answer()
    },
  })
  const { requirements } = await runSuite(target, { only: ['terminate.authentication.fault'] })
  return requirements[0]
}

const fault = (name: string) => () => Response.json({ _typeName: name }, { status: 500 })
const status = (code: number) => () => new Response('', { status: code })

describe('terminate.authentication.fault', () => {
  test.each(['8.0.3.0', '9.0.0.0', '9.1.0.0', '10.0.0.0'])(
    'a server of %s may answer NotAuthenticated',
    async (version) => {
      expect((await runCheck(version, fault('NotAuthenticated')))?.verdict).toBe('pass')
    },
  )

  test.each<[string, () => Response]>([
    ['status 400', status(400)],
    ['status 401', status(401)],
    ['status 403', status(403)],
    ['AuthenticationRequired', fault('AuthenticationRequired')],
    ['InvalidToken', fault('InvalidToken')],
    ['SessionNotFound', fault('SessionNotFound')],
  ])('%s is accepted from a server of 9.1 or later, and from no older one', async (_, answer) => {
    for (const version of ['9.1.0.0', '9.2.0.0', '10.0.0.0']) {
      expect((await runCheck(version, answer))?.verdict).toBe('pass')
    }
    for (const version of ['8.0.3.0', '8.2.0.0', '9.0.0.0']) {
      expect(await runCheck(version, answer)).toMatchObject({ verdict: 'warn', finding: { code: 'unexpected-status' } })
    }
  })

  test.each<[string, () => Response, string, string]>([
    ['status 401', status(401), '8.0.3.0', 'status 401 without a VIM fault'],
    ['InvalidToken', fault('InvalidToken'), '9.0.0.0', '500 with the fault InvalidToken'],
  ])('the finding names the version of an older server that answers %s', async (_, answer, version, got) => {
    expect((await runCheck(version, answer))?.finding?.message).toBe(
      `a token of the first account: expected 500 with the fault NotAuthenticated, got ${got}, which only 9.1 and later may answer; the target says it is ${version}`,
    )
  })

  test.each<[string, () => Response, string]>([
    ['status 404', status(404), 'unexpected-status'],
    ['NotFound', fault('NotFound'), 'unexpected-fault'],
  ])('%s is accepted from no server', async (_, answer, code) => {
    for (const version of ['8.0.3.0', '9.1.0.0']) {
      expect(await runCheck(version, answer)).toMatchObject({ verdict: 'warn', finding: { code } })
    }
  })
})
