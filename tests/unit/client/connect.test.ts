import { readFileSync } from 'node:fs'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { tool } from '../../../generated/tool.ts'
import { connect, type Fetch } from '../../../src/client/index.ts'
import { connect as connectOnTheWeb } from '../../../src/client/web.ts'
import { createApp, createVCenter } from '../../../src/mock/index.ts'
import { principals } from '../../support/principals.ts'

const url = 'https://mock.invalid'

function mockFetch(options: Parameters<typeof createApp>[1] = {}): Fetch {
  const app = createApp(createVCenter(), options)
  return async (request) => app.fetch(request)
}

describe('connect', () => {
  test('negotiates the release', async () => {
    expect((await connect({ url, fetch: mockFetch({ release: '8.0.2.0' }) })).release).toBe('8.0.2.0')
  })

  test('uses a given release without negotiation', async () => {
    const paths: string[] = []
    const served = mockFetch()
    const fetch: Fetch = async (request) => {
      paths.push(new URL(request.url).pathname)
      return served(request)
    }
    expect((await connect({ url, fetch, release: '8.0.2.0' })).release).toBe('8.0.2.0')
    expect(paths).toEqual(['/sdk/vim25/8.0.2.0/ServiceInstance/ServiceInstance/content'])
  })

  test('keeps a path in front of every request, without the slash at its end', async () => {
    const served = mockFetch()
    const paths = new Set<string>()
    const fetch: Fetch = async (request) => {
      const { pathname, search } = new URL(request.url)
      paths.add(pathname.slice(0, '/behind/a/proxy/'.length))
      return served(new Request(`${url}${pathname.slice('/behind/a/proxy'.length)}${search}`, request))
    }
    const connection = await connect({ url: `${url}/behind/a/proxy/`, fetch })
    expect(connection.url).toBe(`${url}/behind/a/proxy`)
    await (await connection.login(principals.controller)).logout()
    expect([...paths]).toEqual(['/behind/a/proxy/'])
  })

  const sdk = 'invalid url https://mock.invalid/sdk: leave out /sdk, which is a part of the path of each request'
  test.each([
    ['https://mock.invalid/sdk', sdk],
    ['https://mock.invalid/sdk/', sdk],
    ['https://mock.invalid/SDK/vim25', sdk.replace('/sdk:', '/SDK/vim25:')],
    ['ftp://mock.invalid', 'invalid url: it begins with https:// or http://'],
    ['nowhere', 'invalid url: give https:// and the name of the host'],
    ['https://admin:s3cret@mock invalid', 'invalid url: give https:// and the name of the host'],
    ['https://mock.invalid/?tenant=a', 'invalid url: leave out what begins with ? or #, which is in no request'],
    ['https://mock.invalid/#a', 'invalid url: leave out what begins with ? or #, which is in no request'],
    [
      'https://admin:s3cret@mock.invalid/sdk',
      'invalid url: leave out the user name and the password, which login takes',
    ],
  ])('refuses %s in a sentence, which repeats no password', async (given, sentence) => {
    const refused = connect({ url: given, fetch: mockFetch() })
    await expect(refused).rejects.toThrow(new TypeError(sentence))
    expect(inspect(await refused.catch((error) => error))).not.toContain('s3cret')
  })

  test.each<[Omit<Parameters<typeof connect>[0], 'url'>, string]>([
    [{ timeoutMs: 0 }, 'invalid timeoutMs: 0; give milliseconds from 1 to 2147483647'],
    [{ timeoutMs: Number.NaN }, 'invalid timeoutMs: NaN; give milliseconds from 1 to 2147483647'],
    [{ connections: 1.5 }, 'invalid connections: 1.5; give a whole number from 1'],
    [{ release: 'latest' }, 'invalid release: give four numbers, as in 8.0.3.0, or auto'],
  ])('refuses %o in a sentence', async (options, sentence) => {
    await expect(connect({ url, ...options })).rejects.toThrow(new TypeError(sentence))
  })

  test.each([
    ['names itself in every request', connect, {}, `${tool.name}/${tool.version}`],
    ['names itself as the caller says', connect, { userAgent: 'robot/1.0' }, 'robot/1.0'],
    ['leaves the name to a browser', connectOnTheWeb, { userAgent: 'robot/1.0' }, null],
  ])('%s', async (_, connectTo, options, expected) => {
    const served = mockFetch()
    const names = new Set<string | null>()
    const fetch: Fetch = async (request) => {
      names.add(request.headers.get('user-agent'))
      return served(request)
    }
    const session = await (await connectTo({ url, fetch, ...options })).login(principals.controller)
    await session.terminateSessions(['unknown'])
    await session.operations.SessionManager_Logout()
    expect([...names]).toEqual([expected])
  })

  test("takes the SessionManager's moId and what the server says it is from ServiceContent", async () => {
    const connection = await connect({ url, fetch: mockFetch({ sessionManager: 'another-one' }) })
    expect(connection.sessionManager).toBe('another-one')
    expect(connection.about.fullName).toBe('VI JSON mock 8.0.3')
    const session = await connection.login(principals.controller)
    expect(await session.currentSession()).toMatchObject({ key: session.key })
  })

  test('says what the server says', async () => {
    const fetch = async () => new Response('<html><title>404</title> Nothing\nhere', { status: 404 })
    await expect(connect({ url, fetch })).rejects.toThrow(/ESXi does not have it: 404 Nothing here$/)
  })

  const about = { fullName: 'a server' }
  const asked = 'the request for ServiceContent (release 8.0.1.0)'
  const notVijson = (status: number) =>
    `${url} does not speak VI JSON (release 8.0.1.0): it answered the request for ServiceContent with status ${status}. VI JSON needs a vCenter of 8.0 Update 1 or later; ESXi does not have it`
  const refused = (status: number) =>
    `${url} refused ${asked} with status ${status}, although no session is needed for it: something in front of the vCenter does not let this client through`
  const busy = (status: number) =>
    `${url} is busy, or not ready yet: it answered ${asked} with status ${status}; try again later`
  const redirected = (to: string) => `${url} redirects ${asked} with status 302${to}`
  const elsewhere = 'it is not followed; where the server is there, give that address'
  const at = (location: string) => () => new Response(null, { status: 302, headers: { location } })
  test.each<readonly [title: string, () => Response, message: string]>([
    ['an empty page', () => new Response('<html>', { status: 404 }), notVijson(404)],
    ['null', () => Response.json(null), notVijson(200)],
    ['no SessionManager', () => Response.json({ about }), notVijson(200)],
    ['no product', () => Response.json({ sessionManager: { value: 'SessionManager' } }), notVijson(200)],
    [
      'a moId that is too long',
      () => Response.json({ about, sessionManager: { value: 'x'.repeat(257) } }),
      notVijson(200),
    ],
    [
      'a moId that would shorten the path',
      () => Response.json({ about, sessionManager: { value: '..' } }),
      notVijson(200),
    ],
    [
      'a moId that no URL can carry',
      () => Response.json({ about, sessionManager: { value: '\ud800' } }),
      notVijson(200),
    ],
    ['an error without a fault', () => new Response(null, { status: 500 }), notVijson(500)],
    ...[401, 403, 407].map((status) => [`a ${status}`, () => new Response(null, { status }), refused(status)] as const),
    ...[429, 502, 503, 504].map(
      (status) => [`a ${status}`, () => new Response(null, { status }), busy(status)] as const,
    ),
    ['a redirect to nowhere', () => new Response(null, { status: 302 }), redirected('')],
    ['a redirect to no URL', at('https://'), redirected('')],
    [
      'a redirect to another scheme of the host',
      at('http://mock.invalid:8080/sdk?token=secret'),
      redirected(' to http://mock.invalid:8080/sdk: write http://mock.invalid:8080'),
    ],
    [
      'a redirect to another host, without what may be a secret',
      at('https://user:secret@login.invalid/page?token=secret#secret'),
      redirected(` to https://login.invalid/page: ${elsewhere}`),
    ],
    ['a redirect to another place of the host', at('/login'), redirected(` to ${url}/login: ${elsewhere}`)],
    [
      'a fault',
      () => Response.json({ _typeName: 'SystemError', faultstring: 'no' }, { status: 500 }),
      `${url} answered ${asked} with the fault SystemError (no)`,
    ],
  ])('tells a server that answers the request for ServiceContent with %s from others', async (_, respond, message) => {
    await expect(connect({ url, fetch: async () => respond() })).rejects.toMatchObject({
      name: 'UnexpectedAnswer',
      status: respond().status,
      message,
    })
  })

  test('says that it may be the release, where one is given', async () => {
    const todo = 'without a release, the one that both know is agreed on'
    await expect(connect({ url, fetch: mockFetch(), release: '9.9.9.9' })).rejects.toThrow(
      `${url} answered the request for ServiceContent (release 9.9.9.9) with the fault InvalidRequest (The release 9.9.9.9 is not supported.); where it does not know this release, ${todo}`,
    )
    const missing = async () => new Response(null, { status: 404 })
    await expect(connect({ url, fetch: missing, release: '9.9.9.9' })).rejects.toThrow(
      `ESXi does not have it; where it is one, it may not know this release: ${todo}`,
    )
  })

  test('accepts a moId of 256 characters', async () => {
    const sessionManager = { value: 'x'.repeat(256) }
    const fetch = async () => Response.json({ about, sessionManager })
    expect((await connect({ url, fetch, release: '8.0.3.0' })).sessionManager).toBe(sessionManager.value)
  })
})

describe('a connection', () => {
  test('begins a session by a clone ticket, once', async () => {
    const connection = await connect({ url, fetch: mockFetch() })
    const session = await connection.login(principals.controller)
    const ticket = await session.acquireCloneTicket()
    const clone = await connection.loginByCloneTicket(ticket)
    expect(clone.key).not.toBe(session.key)
    expect(await clone.currentSession()).toMatchObject({ key: clone.key, userName: session.userName })
    await expect(connection.loginByCloneTicket(ticket)).rejects.toMatchObject({ fault: { _typeName: 'InvalidLogin' } })
  })

  describe('begins a session by a token of single sign-on', () => {
    const ssoToken = 'H4sIAAAAAAAAAJ1SecretOfSso'
    const served = (requests: Request[] = []) => {
      const app = createApp(createVCenter({ principals: [{ ...principals.controller, ssoToken }] }))
      const fetch: Fetch = async (request) => {
        requests.push(request.clone())
        return app.fetch(request)
      }
      return connect({ url, fetch })
    }

    test.each([`Bearer ${ssoToken}`, `SIGN token="${ssoToken}", nonce="1:2", signature="abc"`])(
      'which it sends as the caller writes it',
      async (authorization) => {
        const requests: Request[] = []
        const session = await (await served(requests)).loginByToken(authorization)
        expect(session.userName).toBe(principals.controller.userName)
        expect(await session.currentSession()).toMatchObject({ key: session.key })
        const sent = requests.filter(({ headers }) => headers.has('authorization'))
        expect(sent.map(({ headers }) => headers.get('authorization'))).toEqual([authorization])
        expect(await sent[0]?.text()).toBe('{}')
      },
    )

    test('and throws the fault of a server that knows none', async () => {
      await expect((await served()).loginByToken('Bearer other')).rejects.toMatchObject({
        name: 'FaultRaised',
        fault: { _typeName: 'InvalidLogin' },
      })
    })

    test.each([
      ['Bearer SECRETSECRET', 'SECRETSECRET'],
      ['SIGN token="SECRETSECRET", signature="SIGNATURE"', 'secretsecret, SIGNATURE'],
      ['Bearer SECRETSECRET==', 'SECRETSECRET'],
    ])('and repeats nothing of %s', async (authorization, words) => {
      const served = mockFetch()
      const fetch: Fetch = async (request) =>
        request.url.endsWith('/LoginByToken') ? new Response(`no: ${words}`, { status: 401 }) : served(request)
      const refused = (await connect({ url, fetch })).loginByToken(authorization)
      await expect(refused).rejects.toThrow(/^LoginByToken: unexpected answer with status 401$/)
    })

    test.each(['Bearer A\nB', '', ' Bearer A', 'Bearer A ', 'Bearer \u00e9'])(
      'but not by %j',
      async (authorization) => {
        const connection = await served()
        await expect(connection.loginByToken(authorization)).rejects.toThrow(
          new TypeError('the authorization is no text that a header can carry'),
        )
      },
    )
  })

  test('has every operation of the fragment, each of which may be called at once', async () => {
    const { operations, release, sessionManager } = await connect({ url, fetch: mockFetch() })
    const document = JSON.parse(readFileSync('generated/openapi.json', 'utf8'))
    const items: object[] = Object.values(document.paths)
    const ids = items.flatMap((item) => Object.values(item).flatMap(({ operationId }) => operationId ?? []))
    expect(Object.keys(operations)).toEqual(ids)
    const { data } = await operations.SessionManager_Login({
      params: { path: { release, moId: sessionManager } },
      body: { userName: principals.controller.userName, password: principals.controller.password },
    })
    expect(data).toMatchObject({ userName: principals.controller.userName })
  })

  test('takes up a session by its token', async () => {
    const connection = await connect({ url, fetch: mockFetch() })
    const session = await connection.login(principals.controller)
    const same = await connection.fromToken(session.token)
    expect(same).toMatchObject({ key: session.key, userName: session.userName, token: session.token })
    await same.logout()
    await expect(connection.fromToken(session.token)).rejects.toMatchObject({
      name: 'UnexpectedAnswer',
      message: 'currentSession: the token belongs to no session',
    })
  })

  test.each(['SECRET\nTOKEN', '', 'SECRET TOKEN', 'SECRETTOKEN\u00e9'])(
    'refuses the token %j without repeating it',
    async (token) => {
      const connection = await connect({ url, fetch: mockFetch() })
      await expect(connection.fromToken(token)).rejects.toThrow(
        new TypeError('the token is no text that a header can carry'),
      )
    },
  )

  test('takes up no session that has no key', async () => {
    const served = mockFetch()
    const fetch: Fetch = async (request) =>
      request.url.endsWith('/currentSession') ? Response.json({}) : served(request)
    const connection = await connect({ url, fetch })
    await expect(connection.fromToken('token')).rejects.toThrow('currentSession: the token belongs to no session')
  })
})
