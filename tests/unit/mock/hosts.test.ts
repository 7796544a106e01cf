import { networkInterfaces } from 'node:os'
import { describe, expect, test } from 'vitest'
import { hostsOf } from '../../../src/mock/hosts.ts'

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
