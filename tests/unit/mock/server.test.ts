import { expect, onTestFinished, test } from 'vitest'
import { createApp, createVCenter } from '../../../src/mock/index.ts'
import { type ServerOptions, startServer } from '../../../src/mock/server.ts'

/** Starts a server that is closed when the test is over. */
async function started(options: ServerOptions = {}) {
  const server = await startServer(options)
  onTestFinished(() => server.close())
  return server
}

const content = '/sdk/vim25/8.0.3.0/ServiceInstance/ServiceInstance/content'

test('startServer listens on a free port of the loopback address by default', async () => {
  const { url, certificate } = await started()
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect(certificate).toBeUndefined()
  expect((await fetch(`${url}${content}`)).status).toBe(200)
})

test('startServer has a certificate in PEM where it serves HTTPS', async () => {
  const { url, certificate } = await started({ tls: true })
  expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/)
  expect(certificate).toMatch(/^-----BEGIN CERTIFICATE-----/)
})

test('startServer rejects a port that is in use', async () => {
  const port = Number(new URL((await started()).url).port)
  await expect(startServer({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

test('startServer passes the options of the app on', async () => {
  const { url } = await started({ sessionManager: 'another-one' })
  expect(await (await fetch(`${url}${content}`)).json()).toMatchObject({ sessionManager: { value: 'another-one' } })
})

test('startServer shows the address of the client in its sessions', async () => {
  const { url, vcenter } = await started()
  const body = JSON.stringify({ userName: 'administrator@vsphere.local', password: 'VMware1!' })
  const headers = { 'user-agent': 'test' }
  await fetch(`${url}/sdk/vim25/8.0.3.0/SessionManager/SessionManager/Login`, { method: 'POST', headers, body })
  expect([...vcenter.sessions.values()]).toMatchObject([{ ipAddress: '127.0.0.1', userAgent: 'test' }])
})

test('close drops open connections', async () => {
  const server = await startServer({ rttMs: 5000 })
  const pending = fetch(`${server.url}${content}`)
  const failed = expect(pending).rejects.toThrow('fetch failed')
  await server.close()
  await failed
})

test('close may be called again, at the same time and later', async () => {
  const server = await startServer()
  await Promise.all([server.close(), server.close()])
  await server.close()
  await expect(fetch(server.url)).rejects.toThrow('fetch failed')
})

test.each(['', ' ', null, 5])(
  'startServer refuses the host %o, with which Node would listen at every address',
  async (host) => {
    await expect(startServer({ host: host as never })).rejects.toThrow(
      new TypeError('invalid host: give an address or a name, as 127.0.0.1; 0.0.0.0 is every address'),
    )
  },
)

test.each<[unknown, string]>([
  ['https://a.example/', 'browsers send https://a.example: give that'],
  ['https://A.example', 'browsers send https://a.example: give that'],
  ['https://a.example:443', 'browsers send https://a.example: give that'],
  ['https://a.example/path?x#y', 'browsers send https://a.example: give that'],
  ...['a.example', 'localhost:3000', '*', '', 'null', 'file:///a', null, 5].map((origin): [unknown, string] => [
    origin,
    'give scheme and host, as in https://app.example',
  ]),
])('an origin that no browser sends is refused: %o', async (origin, todo) => {
  const sentence = new TypeError(`invalid cors: ${JSON.stringify(origin)} is no origin; ${todo}`)
  await expect(startServer({ cors: ['https://app.example', origin as never] })).rejects.toThrow(sentence)
  const door = { hosts: [], origins: [origin as never] }
  expect(() => createApp(createVCenter(), { door })).toThrow(sentence)
})

test('startServer refuses one origin in place of a list', async () => {
  await expect(startServer({ cors: 'https://a.example' as never })).rejects.toThrow(
    new TypeError('invalid cors: give a list of origins'),
  )
})
