import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { getRequestListener } from '@hono/node-server'
import { createApp, createVCenter, type VCenter } from '../../src/mock/index.ts'

/** When the server misbehaves; at all other times it is the mock. */
export type When = 'always' | 'at TerminateSession' | 'from the middle of the run on'

/** A mock over HTTP that misbehaves. @param atEnd is given the function that closes it. @returns its URL and its domain. */
export async function hostileServer(
  misbehave: RequestListener,
  when: When,
  atEnd: (close: () => void) => void,
): Promise<{ url: string; vcenter: VCenter }> {
  const vcenter = createVCenter()
  const behave = getRequestListener(createApp(vcenter).fetch)
  let requests = 0
  const isNow = (path: string) => {
    requests += 1
    switch (when) {
      case 'always':
        return true
      case 'at TerminateSession':
        return path.includes('TerminateSession')
      case 'from the middle of the run on':
        return requests > 150
    }
  }
  const server = createServer((incoming, outgoing) =>
    (isNow(incoming.url ?? '') ? misbehave : behave)(incoming, outgoing),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  atEnd(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, vcenter }
}

/** A body that is made once. */
function once(make: () => Buffer): () => Buffer {
  let made: Buffer | undefined
  return () => {
    made ??= make()
    return made
  }
}

const gzipBomb = once(() => gzipSync(Buffer.alloc(500 * 1024 * 1024, ' '), { level: 9 }))
const doubleBomb = once(() => brotliCompressSync(gzipBomb()))

const deep = (levels: number) => `{"_typeName":"NotFound",${'"faultCause":{'.repeat(levels)}${'}'.repeat(levels)}}`
const json = { 'content-type': 'application/json' }

/** What a target may do in place of an answer: the rest of a sentence that begins with "a target that". */
export const misbehaviours: Record<string, RequestListener> = {
  'never answers': () => {},
  'resets the connection': ({ socket }) => socket.resetAndDestroy(),
  'stops in the middle of a body': (_, outgoing) => {
    outgoing.writeHead(500, { ...json, 'content-length': '1000' })
    outgoing.write('{"_typeName":', () => outgoing.destroy())
  },
  'sends 50 MB': (_, outgoing) => {
    outgoing.writeHead(500, json)
    const megabyte = Buffer.alloc(1024 * 1024, 'x')
    let left = 50
    const more = () => {
      while (left > 0 && !outgoing.destroyed) {
        left -= 1
        if (!outgoing.write(megabyte)) return outgoing.once('drain', more)
      }
      return outgoing.end()
    }
    more()
  },
  'sends without end': (_, outgoing) => {
    outgoing.writeHead(200, json)
    const timer = setInterval(() => outgoing.write('['.repeat(1000)), 5)
    outgoing.on('close', () => clearInterval(timer))
  },
  'redirects to another host': (_, outgoing) => outgoing.writeHead(307, { location: 'http://192.0.2.1/sdk' }).end(),
  'sends invalid UTF-8': (_, outgoing) =>
    outgoing.writeHead(500, json).end(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22])),
  'sends JSON with duplicate keys': (_, outgoing) =>
    outgoing.writeHead(500, json).end('{"_typeName":"NotFound","_typeName":"InvalidArgument","_typeName":"NotFound"}'),
  'sends JSON of ten thousand levels': (_, outgoing) => outgoing.writeHead(500, json).end(deep(10_000)),
  'sends JSON of a hundred thousand levels': (_, outgoing) => outgoing.writeHead(500, json).end(deep(100_000)),
  'sends a list of a hundred thousand levels': (_, outgoing) =>
    outgoing.writeHead(200, json).end('['.repeat(100_000) + ']'.repeat(100_000)),
  'sends a list that nests a session in a session a hundred thousand times': (_, outgoing) =>
    outgoing.writeHead(200, json).end(`${'[{"userName":'.repeat(100_000)}1${'}]'.repeat(100_000)}`),
  'sends 500 MB in a megabyte, compressed': (_, outgoing) =>
    outgoing.writeHead(500, { ...json, 'content-encoding': 'gzip' }).end(gzipBomb()),
  'sends 500 MB in a few bytes, compressed twice': (_, outgoing) =>
    outgoing.writeHead(200, { ...json, 'content-encoding': 'gzip, br' }).end(doubleBomb()),
  'sends a list of ten thousand levels': (_, outgoing) =>
    outgoing.writeHead(200, json).end('['.repeat(10_000) + ']'.repeat(10_000)),
  'answers 503 with Retry-After': (_, outgoing) => outgoing.writeHead(503, { 'retry-after': '120' }).end('busy'),
  'answers with a status that HTTP does not know': (_, outgoing) => outgoing.writeHead(999).end(),
  'sends something that is not HTTP': ({ socket }) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'),
}
