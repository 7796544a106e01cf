import { describe, expect, test } from 'vitest'
import { openAgentFetch } from '../../../src/client/agent-fetch.ts'
import { asFetch } from '../../../src/client/message.ts'
import { openSending, type TransportOptions } from '../../../src/client/transport.ts'
import { startServer } from '../../../src/mock/index.ts'
import { closedPort, serve } from '../../support/http-server.ts'

const openTransport = async (options: TransportOptions) => asFetch(await openSending(options, openAgentFetch))

describe('openSending', () => {
  test('reports a refused connection', async () => {
    const url = await closedPort()
    const fetch = await openTransport({})
    await expect(fetch(new Request(url))).rejects.toMatchObject({
      name: 'TargetUnreachable',
      reason: 'refused',
      message: `nothing listens at ${url}: the connection was refused`,
    })
  })

  test('reports an untrusted certificate, and accepts it with its CA or with insecure', async () => {
    const server = await startServer({ tls: true })
    try {
      const request = () => new Request(`${server.url}/`)
      const strict = await openTransport({})
      await expect(strict(request())).rejects.toMatchObject({ name: 'TargetUnreachable', reason: 'certificate' })
      const trusting = await openTransport({ tls: { ca: server.certificate ?? '' } })
      expect((await trusting(request())).status).toBe(404)
      const lax = await openTransport({ tls: { insecure: true } })
      expect((await lax(request())).status).toBe(404)
    } finally {
      await server.close()
    }
  })

  test('reports a timeout where no answer comes in time', async () => {
    const url = await serve(() => {})
    const fetch = await openTransport({ timeoutMs: 50 })
    await expect(fetch(new Request(url))).rejects.toMatchObject({
      name: 'TargetUnreachable',
      reason: 'timeout',
      message: `${url} did not answer within 50 ms`,
    })
  })

  test.each([
    ['drops the connection after a timeout', {}],
    ['drops the connection of an agent of its own after a timeout', { tls: { insecure: true } }],
  ])('%s', async (_, options) => {
    let isDropped = () => {}
    const dropped = new Promise<void>((resolve) => {
      isDropped = resolve
    })
    const url = await serve((_, response) => response.on('close', isDropped))
    const fetch = await openTransport({ ...options, timeoutMs: 50 })
    await expect(fetch(new Request(url))).rejects.toMatchObject({ reason: 'timeout' })
    await dropped
  })

  test('aborts the signal of a given fetch after a timeout', async () => {
    const signals: (AbortSignal | undefined)[] = []
    const fetch = await openTransport({
      timeoutMs: 50,
      fetch: (_, { signal } = {}) => {
        signals.push(signal)
        return new Promise(() => {})
      },
    })
    await expect(fetch(new Request('https://mock.invalid'))).rejects.toMatchObject({ reason: 'timeout' })
    expect(signals).toMatchObject([{ aborted: true, reason: { name: 'TimeoutError' } }])
  })

  test('reports a broken answer where its end does not come in time', async () => {
    const url = await serve((_, response) => response.write('half'))
    const fetch = await openTransport({ timeoutMs: 500 })
    await expect(fetch(new Request(url))).rejects.toMatchObject({
      name: 'BrokenAnswer',
      status: 200,
      message: 'the answer (200) was not complete after 500 ms',
    })
  })

  test('reports a broken answer where it exceeds the size limit', async () => {
    const url = await serve((_, response) => response.end('x'.repeat(1000)))
    const fetch = await openTransport({ maxBodyBytes: 999 })
    await expect(fetch(new Request(url))).rejects.toMatchObject({
      name: 'BrokenAnswer',
      message: 'the answer (200) is larger than 999 bytes',
    })
  })

  test('reports a broken answer where it stops before its end', async () => {
    const url = await serve((_, response) => {
      response.writeHead(500, { 'content-length': 100 })
      response.write('half', () => response.destroy())
    })
    const fetch = await openTransport({})
    await expect(fetch(new Request(url))).rejects.toMatchObject({
      name: 'BrokenAnswer',
      status: 500,
      message: 'the answer (500) stopped before its end',
    })
  })

  test.each([
    ['uses as many connections as it is told to', 1, 1],
    ['by default, uses one for each request that is under way', undefined, 3],
  ])('%s', async (_, connections, expected) => {
    const ports = new Set<number | undefined>()
    const url = await serve((request, response) => {
      ports.add(request.socket.remotePort)
      setTimeout(() => response.end(), 20)
    })
    const fetch = await openTransport(connections === undefined ? {} : { connections })
    const answers = await Promise.all([1, 2, 3].map(() => fetch(new Request(url))))
    expect([answers.map(({ status }) => status), ports.size]).toEqual([[200, 200, 200], expected])
  })

  test('sends a body in chunks, without its length', async () => {
    const seen: unknown[] = []
    const url = await serve(async (request, response) => {
      const parts: string[] = []
      for await (const part of request) parts.push(String(part))
      seen.push(parts.join(''), request.headers['transfer-encoding'], request.headers['content-length'])
      response.end()
    })
    const send = await openSending({}, openAgentFetch)
    await send({ method: 'POST', url, headers: new Headers(), body: 'abcde', chunked: true })
    expect(seen).toEqual(['abcde', 'chunked', undefined])
  })

  test('follows no redirect', async () => {
    let hits = 0
    const elsewhere = await serve((_, response) => {
      hits += 1
      response.end()
    })
    const url = await serve((_, response) => response.writeHead(302, { location: elsewhere }).end())
    const fetch = await openTransport({})
    expect((await fetch(new Request(url))).status).toBe(302)
    expect(hits).toBe(0)
  })

  /** An error of fetch with this code. */
  const failure = (code: string, message: string) =>
    new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) })

  test.each<[title: string, Error, reason: string, message: string]>([
    [
      'a missing route',
      failure('EHOSTUNREACH', 'connect EHOSTUNREACH'),
      'no-route',
      'no route to https://vcenter.example: connect EHOSTUNREACH',
    ],
    [
      'an unknown host',
      failure('ENOTFOUND', 'getaddrinfo ENOTFOUND'),
      'name',
      'unknown host in https://vcenter.example: getaddrinfo ENOTFOUND',
    ],
    [
      'a server without TLS',
      failure('ERR_SSL_WRONG_VERSION_NUMBER', 'wrong version number'),
      'not-tls',
      'https://vcenter.example does not speak TLS; it may be an http server',
    ],
    [
      'a slow connection',
      failure('UND_ERR_CONNECT_TIMEOUT', 'Connect Timeout Error'),
      'timeout',
      'connecting to https://vcenter.example took too long',
    ],
    [
      'a certificate, without the advice of newer versions of Node',
      failure('DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate; if the root CA is installed locally, try'),
      'certificate',
      'the certificate of https://vcenter.example is not trusted: self-signed certificate',
    ],
    [
      'a port that fetch refuses',
      new TypeError('fetch failed', { cause: new Error('bad port') }),
      'blocked',
      'fetch refuses the port of https://vcenter.example, as browsers do',
    ],
    [
      'a lost connection',
      failure('ECONNRESET', 'read ECONNRESET'),
      'reset',
      'connection to https://vcenter.example lost before an answer came: read ECONNRESET',
    ],
    [
      'the last of several attempts to connect',
      new TypeError('fetch failed', {
        cause: new AggregateError([failure('ENETUNREACH', 'a'), failure('ECONNREFUSED', 'b')]),
      }),
      'refused',
      'nothing listens at https://vcenter.example: the connection was refused',
    ],
  ])('names the reason of a failure: %s', async (_, error, reason, message) => {
    const fetch = await openTransport({ fetch: () => Promise.reject(error) })
    await expect(fetch(new Request('https://vcenter.example/sdk'))).rejects.toMatchObject({
      name: 'TargetUnreachable',
      reason,
      message,
    })
  })
})
