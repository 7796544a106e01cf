import { request } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type MockServer, startServer } from '../../../src/mock/server.ts'

const content = '/sdk/vim25/8.0.3.0/ServiceInstance/ServiceInstance/content'
const login = '/sdk/vim25/8.0.3.0/SessionManager/SessionManager/Login'
const limit = 1024 * 1024

async function started(host = '127.0.0.1'): Promise<MockServer> {
  const server = await startServer({ host })
  onTestFinished(() => server.close())
  return server
}

/** A request with headers that fetch would not send. @returns the status. */
function statusOf(url: string, headers: Record<string, string>, body?: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: body === undefined ? 'GET' : 'POST', headers }, (answer) => {
      answer.resume().on('error', () => {})
      resolve(answer.statusCode ?? 0)
    })
    sent.on('error', reject).end(body)
  })
}

describe('a running mock', () => {
  test.each(['localhost', '127.0.0.1', '[::1]'])('lets in the Host %s with its port', async (name) => {
    const { url } = await started()
    expect(await statusOf(`${url}${content}`, { host: `${name}:${new URL(url).port}` })).toBe(200)
  })

  test.each(['evil.example', 'localhost', '127.0.0.1:1'])('refuses the Host %s with 403', async (host) => {
    const { url } = await started()
    expect(await statusOf(`${url}${content}`, { host })).toBe(403)
  })

  test('refuses a request without a Host', async () => {
    const { url } = await started()
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    socket.write(`GET ${content} HTTP/1.0\r\n\r\n`)
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 40[03] /)
  })

  test('refuses the Host of another machine on every path, known or not', async () => {
    const { url } = await started()
    for (const path of ['/', login, '/api/vcenter/system?action=hello'])
      expect(await statusOf(`${url}${path}`, { host: 'evil.example' }, Buffer.from('{}'))).toBe(403)
  })

  test('refuses the Origin of another machine, and begins no session', async () => {
    const { url, vcenter } = await started()
    const body = Buffer.from('{"userName":"administrator@vsphere.local","password":"VMware1!"}')
    expect(await statusOf(`${url}${login}`, { origin: 'https://evil.example' }, body)).toBe(403)
    expect(vcenter.sessions.size).toBe(0)
    expect(await statusOf(`${url}${login}`, { origin: 'http://localhost:3000' }, body)).toBe(200)
    expect(vcenter.sessions.size).toBe(1)
  })

  test('answers at its URL where it listens on every address', async () => {
    const { url } = await started('0.0.0.0')
    const { port } = new URL(url)
    expect((await fetch(`http://127.0.0.1:${port}${content}`)).status).toBe(200)
    expect(await statusOf(`http://127.0.0.1:${port}${content}`, { host: 'evil.example' })).toBe(403)
  })
})

/** A Login whose body has so many bytes. */
const bodyOf = (bytes: number) => {
  const start = '{"userName":"administrator@vsphere.local","password":"'
  return Buffer.from(`${start}${'x'.repeat(bytes - start.length - 2)}"}`)
}

describe('the body of a request', () => {
  test.each([
    ['of 1 MB is read', limit, 500],
    ['of a byte more is refused with 413', limit + 1, 413],
    ['of 8 MB is refused with 413', 8 * limit, 413],
  ])('%s, with its length and in chunks', async (_, bytes, status) => {
    const { url } = await started()
    const body = bodyOf(bytes)
    expect(await statusOf(`${url}${login}`, { 'content-length': String(bytes) }, body)).toBe(status)
    expect(await statusOf(`${url}${login}`, { 'transfer-encoding': 'chunked' }, body)).toBe(status)
    expect((await fetch(`${url}${content}`)).status).toBe(200)
  })

  test('without an end is refused with 413', async () => {
    const { url } = await started()
    const piece = Buffer.alloc(64 * 1024, 'x')
    const status = await new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout
      const sent = request(`${url}${login}`, { method: 'POST' }, (answer) => {
        clearInterval(timer)
        resolve(answer.statusCode)
        sent.destroy()
      })
      timer = setInterval(() => sent.write(piece), 1)
      sent.on('error', reject)
    })
    expect(status).toBe(413)
  })
})
