import { describe, expect, test } from 'vitest'
import { connect, type Fetch } from '../../../src/client/index.ts'
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

  test('ignores the path of the URL', async () => {
    expect((await connect({ url: `${url}/sdk?a=b`, fetch: mockFetch() })).url).toBe(url)
  })

  test("takes the SessionManager's moId and what the server says it is from ServiceContent", async () => {
    const connection = await connect({ url, fetch: mockFetch({ sessionManager: 'another-one' }) })
    expect(connection.sessionManager).toBe('another-one')
    expect(connection.about.fullName).toBe('VI JSON mock 8.0.3')
    const session = await connection.login(principals.controller)
    expect(await session.currentSession()).toMatchObject({ key: session.key })
  })

  test('rejects an invalid URL', async () => {
    await expect(connect({ url: 'nowhere', fetch: mockFetch() })).rejects.toThrow(TypeError)
  })

  const about = { fullName: 'a server' }
  test.each<[title: string, () => Response, what: string]>([
    ['a page of HTML', () => new Response('<html>', { status: 404 }), 'status 404'],
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
