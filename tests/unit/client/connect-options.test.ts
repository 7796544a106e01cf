import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { type ConnectOptions, connect, type Fetch, type TlsOptions } from '../../../src/client/index.ts'
import { createApp, createVCenter } from '../../../src/mock/index.ts'

const url = 'https://mock.invalid'

/** No text, and none of the values of any other option. */
const noTexts = [null, 5, true, {}, [], () => {}]
const noNumbers = [null, '5', 'x', true, {}, [], 0, -1, Number.NaN, Number.POSITIVE_INFINITY]
const noObjects = [null, 5, 'x', true, []]
const certificate = '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n'
const key = '-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----\n'

/** Values that cannot be meant, for each option. */
const wrong: Record<keyof ConnectOptions, unknown[]> = {
  url: [...noTexts, undefined, '', 'nowhere', 'ftp://mock.invalid', `${url}?a=b`, `${url}/#a`, 'https://a:b@c.invalid'],
  release: [
    ...noTexts,
    '',
    'latest',
    '../x',
    'Auto',
    '8.0.3',
    '8.0.3.0.1',
    ' 8.0.3.0',
    '8.0.3.0\n',
    '8.0.3.0/..',
    '-1.0.0.0',
  ],
  userAgent: [...noTexts, '', ' ', 'a\nb', 'a\r\nb: c', '\u0000', '\u2028', '名', '\ud800'],
  fetch: [null, 5, 'x', true, {}, []],
  tls: noObjects,
  connections: [...noNumbers, 1.5],
  proxy: [...noTexts, '', 'x', 'proxy.example:3128', 'socks5://proxy.example', 'http://proxy.example/path'],
  timeoutMs: [...noNumbers, 2_147_483_648],
  maxBodyBytes: [...noNumbers, 1.5],
  over: [...noObjects, {}, new AbortController()],
}

const wrongTls: Record<keyof TlsOptions, unknown[]> = {
  ca: [...noTexts, '', 'ca.pem', key],
  insecure: [null, 0, 1, 'false', {}],
  thumbprint: [...noTexts, '', 'AB:CD', 'x'.repeat(64)],
  clientCertificate: [...noObjects, {}, { certificate }, { key }, { certificate: key, key: certificate }],
}

const right: Record<Exclude<keyof ConnectOptions, 'url' | 'fetch' | 'tls' | 'connections' | 'proxy'>, unknown[]> = {
  release: [undefined, 'auto', '8.0.3.0'],
  userAgent: [undefined, 'robot/1.0 (a b; c)', 'caf\u00e9'],
  timeoutMs: [undefined, 1, 2_147_483_647],
  maxBodyBytes: [undefined, 100_000, Number.MAX_SAFE_INTEGER],
  over: [undefined, new AbortController().signal],
}

const casesOf = (values: Record<string, unknown[]>) =>
  Object.entries(values).flatMap(([name, list]) => list.map((value) => [name, value] as const))

/** The mock, and how many requests it was sent. */
function counted() {
  const app = createApp(createVCenter())
  const sent: string[] = []
  const fetch: Fetch = async (request) => {
    sent.push(request.url)
    return app.fetch(request)
  }
  return { fetch, sent }
}

/** Connects with options that a program in JavaScript may give. */
const connectWith = (options: object) => connect(options as ConnectOptions)

describe('an invalid option is refused in one sentence, and nothing is sent', () => {
  const isForOwnFetch = ['tls', 'connections', 'proxy', 'fetch']

  test.each(casesOf(wrong))('%s: %o', async (name, value) => {
    const { fetch, sent } = counted()
    const own = isForOwnFetch.includes(name) ? {} : { fetch }
    const refused = connectWith({ url, ...own, [name]: value })
    await expect(refused).rejects.toThrow(TypeError)
    await expect(refused).rejects.toThrow(new RegExp(`^invalid ${name}\\b[^\\n]+$`))
    expect(sent).toEqual([])
  })

  test.each(casesOf(wrongTls))('tls.%s: %o', async (name, value) => {
    const refused = connectWith({ url: 'https://127.0.0.1:1', tls: { [name]: value } })
    await expect(refused).rejects.toThrow(TypeError)
    await expect(refused).rejects.toThrow(new RegExp(`^invalid tls\\.${name}: [^\\n]+$`))
  })

  test.each([[undefined], [null], [5], ['https://vcenter.example'], [[]]])(
    '%o in place of all options',
    async (options) => {
      await expect(connect(options as never)).rejects.toThrow(new TypeError('missing options: give at least url'))
    },
  )
})

test.each(casesOf(right))('%s may be %o', async (name, value) => {
  const { fetch } = counted()
  expect((await connectWith({ url, fetch, [name]: value })).url).toBe(url)
})

test.each([
  ['tls', { insecure: true }],
  ['connections', 1],
  ['proxy', 'http://proxy.example:3128'],
])("%s is refused beside a fetch of one's own", async (name, value) => {
  await expect(connectWith({ url, fetch: counted().fetch, [name]: value })).rejects.toThrow(
    new TypeError(
      'the options tls, connections and proxy are for the fetch of this client; a fetch of your own decides itself',
    ),
  )
})

test.each(Object.keys(wrong))('a text in %s is not repeated: it may be a password in the wrong place', async (name) => {
  const error: unknown = await connectWith({ url, [name]: 's3cret\n' }).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(TypeError)
  expect(inspect(error)).not.toContain('s3cret')
})
