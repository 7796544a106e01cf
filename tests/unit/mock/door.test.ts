import { networkInterfaces } from 'node:os'
import { describe, expect, test } from 'vitest'
import { hostsOf } from '../../../src/mock/door.ts'
import { createApp, createVCenter } from '../../../src/mock/index.ts'

const path = '/sdk/vim25/8.0.3.0/ServiceInstance/ServiceInstance/content'
const loopback = ['localhost:8080', '127.0.0.1:8080', '[::1]:8080']

describe('the values of Host that name a mock', () => {
  test.each([
    ['are those of the loopback address', '127.0.0.1', '127.0.0.1', loopback],
    ['are those of the loopback address in IPv6', '::1', '::1', loopback],
    [
      'contain the host that was asked for, in lower case',
      'Mock.Example',
      '192.0.2.1',
      [...loopback, 'mock.example:8080', '192.0.2.1:8080'],
    ],
    ['contain an address in IPv6 between brackets', '2001:db8::1', '2001:db8::1', [...loopback, '[2001:db8::1]:8080']],
  ])('%s', (_, host, address, names) => {
    expect(hostsOf({ protocol: 'http', host, address, port: 8080 })).toEqual(names)
  })

  test.each([
    ['http', 80, ['localhost:80', 'localhost']],
    ['https', 443, ['localhost:443', 'localhost']],
    ['http', 443, ['localhost:443', '127.0.0.1:443']],
    ['https', 80, ['localhost:80', '127.0.0.1:80']],
  ] as const)('have no port where it is the default one: %s, %i', (protocol, port, first) => {
    expect(hostsOf({ protocol, host: 'localhost', address: '127.0.0.1', port }).slice(0, 2)).toEqual(first)
  })

  test.each(['0.0.0.0', '::'])(
    'contain every address of this machine where it listens on all of them, %s',
    (address) => {
      const own = Object.values(networkInterfaces()).flatMap((some) => some ?? [])
      expect(own).not.toEqual([])
      expect(hostsOf({ protocol: 'http', host: address, address, port: 8080 })).toEqual(
        expect.arrayContaining(own.map((one) => `${one.family === 'IPv6' ? `[${one.address}]` : one.address}:8080`)),
      )
    },
  )

  test('are those of the loopback address and the address itself for a host without a name', () => {
    expect(hostsOf({ protocol: 'http', host: '', address: '192.0.2.1', port: 8080 })).toEqual([
      ...loopback,
      '192.0.2.1:8080',
    ])
  })
})

const door = { hosts: loopback }
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
        'this mock answers no web page of another machine\n',
      ])
    }
  })
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
