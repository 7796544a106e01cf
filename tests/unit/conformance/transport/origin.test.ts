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
    ['https is allowed to another machine', 'https://a.example/', false, 'https://a.example'],
    ['http is allowed to this machine', 'http://127.0.0.1:8', false, 'http://127.0.0.1:8'],
    ['http is allowed to another machine where the operator allows it', 'http://a.example', true, 'http://a.example'],
  ])('%s', (_, url, allowPlaintext, origin) => {
    expect(originOf(target(url), allowPlaintext)).toBe(origin)
  })

  test.each(['/ui', '?a', '#a', '/sdk', '/?a=b'])('a URL that ends with %s is refused, not cut', (end) => {
    expect(() => originOf(target(`https://a.example${end}`), false)).toThrow(
      new ConfigurationError(
        'url must be https://a.example alone: a run has no path, query or fragment, and no user name or password in it',
      ),
    )
  })

  test('a URL with a password is refused, and the message does not hold it', () => {
    expect(() => originOf(target('https://user:pw@a.example'), false)).toThrow(
      /^url must be https:\/\/a\.example alone: /,
    )
  })

  test.each(['', 'a.example', 'ftp://a.example', 'https://'])('%j is no URL of a server', (url) => {
    expect(() => originOf(target(url), true)).toThrow(
      new ConfigurationError('url must be that of a server: https://vcenter.example'),
    )
  })

  test('http to another machine is refused', () => {
    expect(() => originOf(target('http://a.example'), false)).toThrow(
      new ConfigurationError(
        'http://a.example would receive passwords and tokens unencrypted; use https, or give allowPlaintext (--allow-plaintext) if http is intended',
      ),
    )
  })
})
