import type { Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { proxy } from '../support/proxy-server.ts'
import { drip, flood, rawServer } from '../support/raw-server.ts'
import { certificate, fileWith } from '../support/tls-server.ts'
import { vijsonProcess } from '../support/vijson.ts'

const json = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n'

const servers: [string, (socket: Socket) => void][] = [
  ['never answers', () => {}],
  ['never ends its headers', (socket) => drip(socket, 'HTTP/1.1 200 OK\r\n', 'x-a: b\r\n')],
  ['never ends its body', (socket) => drip(socket, `${json}transfer-encoding: chunked\r\n\r\n`, '1\r\n \r\n')],
  ['sends without an end', (socket) => flood(socket, `${json}\r\n`)],
  ['closes each connection', (socket) => void socket.once('data', () => socket.destroy())],
]

const timeoutMs = 800

/** Runs a command against a target. @returns how it ended, and after how many time limits, without the time that the process takes to begin. */
async function timed(command: string, url: string, args: string[] = []) {
  const run = async (target: string) => {
    const startedAt = performance.now()
    const ended = await vijsonProcess([command, '--target', target, '--timeout', String(timeoutMs), ...args])
    return { ended, ms: performance.now() - startedAt }
  }
  // No server waits on the port of discard (RFC 863).
  const refused = await run('http://127.0.0.1:9')
  const { ended, ms } = await run(url)
  return { ended, limits: (ms - refused.ms) / timeoutMs }
}

// A machine with other work leaves a command little time beside a server that floods it.
describe('a server that answers nothing, or without an end', { retry: 2 }, () => {
  for (const protocol of ['http', 'https'] as const)
    test.each(servers)(
      `over ${protocol}, one that %s: doctor says so, and ends within a few time limits`,
      async (_, behave) => {
        const tls = protocol === 'https' ? await certificate() : undefined
        const url = await rawServer(behave, tls)
        const { ended, limits } = await timed('doctor', url, tls === undefined ? [] : ['--ca', fileWith(tls.cert)])
        expect([ended.code, ended.stderr]).toEqual([3, ''])
        expect(ended.stdout).toMatch(/\nnot ok {2}api [\s\S]*: a run cannot begin yet\n$/)
        expect(limits).toBeLessThan(4)
      },
    )

  test.each(servers)(
    'one that %s: test ends with what doctor says of it, within a few time limits',
    async (_, behave) => {
      const { ended, limits } = await timed('test', await rawServer(behave))
      expect([ended.code, ended.stderr]).toEqual([3, expect.stringMatching(/^not ok {2}api /m)])
      expect(limits).toBeLessThan(12)
    },
  )

  test('one that begins no TLS, or says it a byte at a time: doctor ends within a few time limits', async () => {
    for (const behave of [() => {}, (socket: Socket) => drip(socket, '\u0016\u0003\u0003\u0002', '\u0001')]) {
      const url = (await rawServer(behave)).replace('http:', 'https:')
      const { ended, limits } = await timed('doctor', url)
      expect([ended.code, ended.stdout]).toEqual([
        3,
        expect.stringContaining('no TLS handshake came within the time limit'),
      ])
      expect(limits).toBeLessThan(4)
      const test = await timed('test', url)
      expect([test.ended.code, test.ended.stderr]).toEqual([3, expect.stringContaining('no TLS handshake came')])
      expect(test.limits).toBeLessThan(12)
    }
  })

  test.each(['http', 'https'])('over %s, one that closes each connection at once: doctor says so', async (protocol) => {
    const url = (await rawServer((socket) => void socket.destroy())).replace('http:', `${protocol}:`)
    const { ended } = await timed('doctor', url)
    expect([ended.code, ended.stdout]).toEqual([
      3,
      expect.stringMatching(
        protocol === 'http'
          ? /closes the connection before an answer comes|lost before an answer came/
          : /the TLS handshake failed \((the connection was closed|ECONNRESET)\)/,
      ),
    ])
    expect(ended.stdout).not.toContain('--timeout')
  })

  test.each(['http', 'https'])(
    'over %s, a proxy that opens a tunnel and closes it: doctor says so at once',
    async (protocol) => {
      const { url: by } = await proxy(() => ({ status: 200 }))
      const args = ['--proxy', by, '--allow-plaintext']
      const startedAt = performance.now()
      const ended = await vijsonProcess([
        'doctor',
        '--target',
        `${protocol}://vcenter.example`,
        '--timeout',
        '20000',
        ...args,
      ])
      expect(performance.now() - startedAt).toBeLessThan(10_000)
      expect([ended.code, ended.stdout]).toEqual([
        3,
        expect.stringMatching(
          /the TLS handshake failed \((the connection was closed|ECONNRESET)\)|lost before an answer came/,
        ),
      ])
    },
  )
})
