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
    [{ timeoutMs: Number.POSITIVE_INFINITY }, 'invalid timeoutMs: Infinity; give milliseconds from 1 to 2147483647'],
    [{ timeoutMs: Number.NaN }, 'invalid timeoutMs: NaN; give milliseconds from 1 to 2147483647'],
    [{ connections: -1 }, 'invalid connections: -1; give a whole number from 1'],
    [{ connections: 1.5 }, 'invalid connections: 1.5; give a whole number from 1'],
    [
      { fetch: mockFetch(), tls: { insecure: true } },
      'the options tls, connections and proxy are for the fetch of this client; a fetch of your own decides itself',
    ],
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
    const fetch = async () => new Response('<html><title>503</title> No healthy\nupstream', { status: 503 })
    await expect(connect({ url, fetch, release: '8.0.3.0' })).rejects.toThrow(
      /ESXi does not have it: 503 No healthy upstream$/,
    )
  })

  const about = { fullName: 'a server' }
  test.each<[title: string, () => Response, what: string]>([
    ['an empty page', () => new Response('<html>', { status: 404 }), 'status 404'],
    ['a fault', () => Response.json({ _typeName: 'InvalidRequest' }, { status: 500 }), 'the fault InvalidRequest'],
    ['null', () => Response.json(null), 'status 200'],
    ['no SessionManager', () => Response.json({ about }), 'status 200'],
    ['no product', () => Response.json({ sessionManager: { value: 'SessionManager' } }), 'status 200'],
    [
      'a moId that is too long',
      () => Response.json({ about, sessionManager: { value: 'x'.repeat(257) } }),
      'status 200',
    ],
    [
      'a moId that would shorten the path',
      () => Response.json({ about, sessionManager: { value: '..' } }),
      'status 200',
    ],
    ['a moId that no URL can carry', () => Response.json({ about, sessionManager: { value: '\ud800' } }), 'status 200'],
  ])('rejects a server that answers the request for ServiceContent with %s', async (_, respond, what) => {
    const fetch = async () => respond()
    await expect(connect({ url, fetch, release: '8.0.3.0' })).rejects.toMatchObject({
      name: 'UnexpectedAnswer',
      status: respond().status,
      message: `${url} does not speak VI JSON (release 8.0.3.0): it answered the request for ServiceContent with ${what}. VI JSON needs a vCenter of 8.0 Update 1 or later; ESXi does not have it`,
    })
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
