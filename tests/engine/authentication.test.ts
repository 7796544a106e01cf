import { describe, expect, test } from 'vitest'
import { runSuite } from '../../src/conformance/index.ts'
import { mockTarget } from '../support/mock-target.ts'

/** A run against a server that says it is of a version, and answers so where nobody is logged on. */
async function judged(version: string, unauthenticated: () => Response) {
  const target = mockTarget({
    around: (fetch) => async (request) => {
      const response = await fetch(request)
      if (request.url.endsWith('/content')) {
        const content = (await response.json()) as { about: object }
        return Response.json({ ...content, about: { ...content.about, apiVersion: version } })
      }
      const isAsked = request.url.endsWith('/TerminateSession') && response.status === 500
      if (!isAsked || ((await response.clone().json()) as { _typeName: string })._typeName !== 'NotAuthenticated') {
        return response
      }
      return unauthenticated()
    },
  })
  const { requirements } = await runSuite(target, { only: ['terminate.authentication.fault'] })
  return requirements[0]
}

const fault = (name: string) => () => Response.json({ _typeName: name }, { status: 500 })
const status = (code: number) => () => new Response('', { status: code })

describe('a dead token is answered', () => {
  test.each(['8.0.3.0', '9.0.0.0', '9.1.0.0', '10.0.0.0'])('with NotAuthenticated by %s', async (version) => {
    expect((await judged(version, fault('NotAuthenticated')))?.verdict).toBe('pass')
  })

  test.each<[string, () => Response]>([
    ['400', status(400)],
    ['401', status(401)],
    ['403', status(403)],
    ['AuthenticationRequired', fault('AuthenticationRequired')],
    ['InvalidToken', fault('InvalidToken')],
    ['SessionNotFound', fault('SessionNotFound')],
  ])('with %s by 9.1 and later, and by nobody before', async (_, answer) => {
    for (const version of ['9.1.0.0', '9.2.0.0', '10.0.0.0']) {
      expect((await judged(version, answer))?.verdict).toBe('pass')
    }
    for (const version of ['8.0.3.0', '8.2.0.0', '9.0.0.0']) {
      expect(await judged(version, answer)).toMatchObject({ verdict: 'warn', finding: { code: 'unexpected-status' } })
    }
  })

  test('and where that is announced for later, the finding says so', async () => {
    expect((await judged('8.0.3.0', status(401)))?.finding?.message).toBe(
      'status 401 is announced for 9.1; the target says that it is 8.0.3.0',
    )
    expect((await judged('9.0.0.0', fault('InvalidToken')))?.finding?.message).toBe(
      'the fault InvalidToken is announced for 9.1; the target says that it is 9.0.0.0',
    )
  })

  test.each<[string, () => Response, string]>([
    ['404', status(404), 'unexpected-status'],
    ['NotFound', fault('NotFound'), 'unexpected-fault'],
  ])('with %s by none', async (_, answer, code) => {
    for (const version of ['8.0.3.0', '9.1.0.0']) {
      expect(await judged(version, answer)).toMatchObject({ verdict: 'warn', finding: { code } })
    }
  })
})
