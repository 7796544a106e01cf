import { expect, test } from 'vitest'
import { openTransport } from '../../../src/client/transport.ts'
import { startServer } from '../../../src/mock/index.ts'
import { closedPort, serve } from '../../support/http-server.ts'

test('says that nothing listens', async () => {
  const url = await closedPort()
  const fetch = await openTransport({})
  await expect(fetch(new Request(url))).rejects.toMatchObject({
    name: 'TargetUnreachable',
    reason: 'refused',
    message: `nothing listens at ${url}: the connection was refused`,
  })
})

test('says that a certificate is not trusted, and takes it with its CA or with insecure', async () => {
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

test('waits no longer than it was told to for an answer', async () => {
  const url = await serve(() => {})
  const fetch = await openTransport({ timeoutMs: 50 })
  await expect(fetch(new Request(url))).rejects.toMatchObject({
    name: 'TargetUnreachable',
    reason: 'timeout',
    message: `${url} did not answer within 50 ms`,
  })
})

test.each([
  ['', {}],
  [', by an agent of its own', { tls: { insecure: true } }],
])('drops the connection that it no longer waits for%s', async (_, options) => {
  let isDropped = () => {}
  const dropped = new Promise<void>((resolve) => {
    isDropped = resolve
  })
  const url = await serve((_, response) => response.on('close', isDropped))
  const fetch = await openTransport({ ...options, timeoutMs: 50 })
  await expect(fetch(new Request(url))).rejects.toMatchObject({ reason: 'timeout' })
  await dropped
})

test('tells what carries its requests when it no longer waits', async () => {
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

test('waits no longer for the end of an answer', async () => {
  const url = await serve((_, response) => response.write('half'))
  const fetch = await openTransport({ timeoutMs: 50 })
  await expect(fetch(new Request(url))).rejects.toMatchObject({ name: 'BrokenAnswer', status: 200 })
})

test('reads no more than it was told to', async () => {
  const url = await serve((_, response) => response.end('x'.repeat(1000)))
  const fetch = await openTransport({ maxBodyBytes: 999 })
  await expect(fetch(new Request(url))).rejects.toMatchObject({
    name: 'BrokenAnswer',
    message: 'the answer (200) is larger than 999 bytes',
  })
})

test('says that an answer stopped before its end', async () => {
  const url = await serve((_, response) => {
    response.writeHead(500, { 'content-length': 100 })
    response.write('half', () => response.destroy())
  })
  const fetch = await openTransport({})
  await expect(fetch(new Request(url))).rejects.toMatchObject({ name: 'BrokenAnswer', status: 500 })
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
