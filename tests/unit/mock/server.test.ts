import { expect, onTestFinished, test } from 'vitest'
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
