import { type AddressInfo, createServer, type Socket } from 'node:net'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'
import { onTestFinished } from 'vitest'

/** A server that need not speak HTTP, until the test ends. @param behave is called with each connection. @returns its URL. */
export async function rawServer(behave: (socket: Socket) => void, tls?: TlsOptions): Promise<string> {
  const sockets = new Set<Socket>()
  const accept = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    behave(socket)
  }
  const server = tls === undefined ? createServer(accept) : createTlsServer(tls, accept)
  server.on('tlsClientError', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Sends a beginning once something was asked, and then a little now and then, without an end. */
export function drip(socket: Socket, beginning: string, drop: string): void {
  socket.once('data', () => {
    socket.write(beginning)
    const timer = setInterval(() => socket.write(drop), 100)
    socket.once('close', () => clearInterval(timer))
  })
}

/** Sends a beginning once something was asked, and then as much as is taken, without an end. */
export function flood(socket: Socket, beginning: string): void {
  const block = Buffer.alloc(64 * 1024, ' ')
  const send = () => {
    while (!socket.destroyed && socket.write(block));
  }
  socket.once('data', () => {
    socket.write(beginning)
    socket.on('drain', send)
    send()
  })
}
