import { describe, expect, test } from 'vitest'
import { createApp, createVCenter } from '../../../src/mock/index.ts'

const path = '/sdk/vim25/8.0.3.0/ServiceInstance/ServiceInstance/content'
const loopback = ['localhost:8080', '127.0.0.1:8080', '[::1]:8080']

const door = { hosts: loopback, origins: ['https://app.example'] }
const ask = (headers: Record<string, string>, init: RequestInit = {}) =>
  createApp(createVCenter(), { door }).request(path, { ...init, headers })

describe('a request with the Host', () => {
  test.each(['localhost:8080', 'LocalHost:8080', '127.0.0.1:8080', '[::1]:8080'])('%s is let in', async (host) => {
    expect((await ask({ host })).status).toBe(200)
  })

  test.each([
    'evil.example',
    'evil.example:8080',
    'localhost',
    'localhost:8081',
    'localhost:8080:8080',
    'localhost.:8080',
    'localhost.evil.example:8080',
    'evil@localhost:8080',
    'localhost:8080@evil.example',
    '127.1:8080',
    '2130706433:8080',
    '127.0.0.1.nip.io:8080',
    '[::ffff:127.0.0.1]:8080',
    '[0:0:0:0:0:0:0:1]:8080',
    'localhost:8080, evil.example',
    '0.0.0.0:8080',
    '',
  ])('%s is refused in a sentence', async (host) => {
    const response = await ask({ host })
    expect([response.status, await response.text()]).toEqual([
      403,
      'this mock answers only requests to one of its own names: localhost:8080, 127.0.0.1:8080, [::1]:8080\n',
    ])
  })
})

test('a request without a Host is refused', async () => {
  expect((await ask({})).status).toBe(403)
})

describe('a request with the Origin', () => {
  test.each(['http://localhost:3000', 'https://localhost', 'http://127.0.0.1:8080', 'http://[::1]:5173'])(
    '%s is let in',
    async (origin) => {
      expect((await ask({ host: 'localhost:8080', origin })).status).toBe(200)
    },
  )

  test.each([
    'https://evil.example',
    'null',
    '',
    'http://localhost.evil.example',
    'http://localhost:3000.evil.example',
    'http://localhost@evil.example',
    'http://evil.example/http://localhost',
    'http://evil.example http://localhost',
    'http://10.0.0.1:8080',
    'file://localhost',
    'chrome-extension://localhost',
  ])('%s is refused in a sentence, also for a POST that a page may send without asking', async (origin) => {
    for (const init of [{}, { method: 'POST', body: '{}' }]) {
      const response = await ask({ host: 'localhost:8080', origin, 'content-type': 'text/plain' }, init)
      expect([response.status, await response.text()]).toEqual([
        403,
        'this mock answers no web page of another machine, but of the origins that --cors names\n',
      ])
    }
  })
})

describe('a page that is let in', () => {
  test.each(['http://localhost:3000', 'https://app.example'])(
    'of %s may send the token, and read it',
    async (origin) => {
      const preflight = await ask(
        {
          host: 'localhost:8080',
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type,vmware-api-session-id',
        },
        { method: 'OPTIONS' },
      )
      expect([preflight.status, Object.fromEntries(preflight.headers)]).toEqual([
        204,
        {
          'access-control-allow-origin': origin,
          'access-control-allow-methods': 'GET,POST',
          'access-control-allow-headers': 'vmware-api-session-id,authorization,content-type,user-agent',
          'access-control-expose-headers': 'vmware-api-session-id',
          vary: expect.any(String),
        },
      ])
      const answer = await ask({ host: 'localhost:8080', origin })
      expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, origin])
      expect(answer.headers.get('access-control-expose-headers')).toBe('vmware-api-session-id')
    },
  )
})

test('a request that no page sends is answered without headers for pages, OPTIONS too', async () => {
  for (const method of ['GET', 'OPTIONS']) {
    const { status, headers } = await ask({ host: 'localhost:8080' }, { method })
    expect([status, headers.get('access-control-allow-origin')]).toEqual([method === 'GET' ? 200 : 500, null])
  }
})

test('a Login from a page of another machine begins no session', async () => {
  const vcenter = createVCenter()
  const response = await createApp(vcenter, { door }).request(
    '/sdk/vim25/8.0.3.0/SessionManager/SessionManager/Login',
    {
      method: 'POST',
      headers: { host: 'localhost:8080', origin: 'https://evil.example', 'content-type': 'text/plain' },
      body: '{"userName":"administrator@vsphere.local","password":"VMware1!"}',
    },
  )
  expect([response.status, vcenter.sessions.size]).toEqual([403, 0])
})

test('a mock without a door lets in whatever Host and Origin', async () => {
  const headers = { host: 'vcenter.example', origin: 'https://page.example' }
  expect((await createApp(createVCenter()).request(path, { headers })).status).toBe(200)
})
