import { describe, expect, test } from 'vitest'
import { ConfigurationError } from '../../../../src/conformance/errors/configuration-error.ts'
import { isLoopback, originOf } from '../../../../src/conformance/transport/origin.ts'

describe('isLoopback', () => {
  test.each<[string, string, boolean]>([
    ['localhost is this machine', 'http://localhost:1', true],
    ['127.0.0.1 is this machine', 'http://127.0.0.1', true],
    ['every address that begins with 127 is this machine', 'http://127.8.9.10', true],
    ['the loopback address of IPv6 is this machine', 'http://[::1]:80', true],
    ['another host is another machine', 'http://mock.invalid', false],
    ['a host whose name begins with localhost is another machine', 'http://localhost.example', false],
    ['a host whose name begins with 127.0.0.1 is another machine', 'http://127.0.0.1.example', false],
    ['a host whose name contains 127.0.0.1 is another machine', 'http://x127.0.0.1.example', false],
  ])('%s', (_, url, expected) => {
    expect(isLoopback(new URL(url))).toBe(expected)
  })
})

describe('originOf', () => {
  const target = (url: string) => ({ url, controller: { userName: '', password: '' } })

  test.each<[string, string, boolean, string]>([
    ['https is allowed to another machine', 'https://a.example/ui', false, 'https://a.example'],
    ['http is allowed to this machine', 'http://127.0.0.1:8/ui', false, 'http://127.0.0.1:8'],
    ['http is allowed to another machine where the operator allows it', 'http://a.example', true, 'http://a.example'],
    ['a user name and a password in the URL are left out', 'https://user:pw@a.example', false, 'https://a.example'],
  ])('%s', (_, url, allowPlaintext, origin) => {
    expect(originOf(target(url), allowPlaintext)).toBe(origin)
  })

  test('http to another machine is refused, and the message holds no password of the URL', () => {
    expect(() => originOf(target('http://user:pw@a.example'), false)).toThrow(
      new ConfigurationError(
        'http://a.example would receive passwords and tokens unencrypted; use https, or give --allow-plaintext if http is intended',
      ),
    )
  })
})
