import { createServer as createHttpServer } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { type AppOptions, createApp } from './app.ts'
import { type Certificate, makeCertificate } from './certificate.ts'
import { createVCenter, type VCenter } from './vcenter.ts'

export interface ServerOptions extends AppOptions {
  /** Where to listen; by default on any free port of the loopback address. */
  host?: string
  port?: number
  /** Speak HTTPS, with a certificate made on the spot. */
  tls?: boolean
  /** What is served; by default a vCenter with the built-in principals and nobody logged on. */
  vcenter?: VCenter
}

/** A mock that accepts connections. */
export interface MockServer {
  url: string
  /** What is served: look here for who is logged on. */
  vcenter: VCenter
  /** The certificate to trust, in PEM, where it speaks HTTPS. */
  certificate?: string
  /** Stops listening and drops every connection. */
  close(): Promise<void>
}

/** Starts the mock. @throws the error of `listen`, EADDRINUSE for one. */
export async function startServer(options: ServerOptions = {}): Promise<MockServer> {
  const { host = '127.0.0.1', port = 0, tls = false, vcenter = createVCenter() } = options
  const listener = getRequestListener(createApp(vcenter, options).fetch)
  const certificate: Certificate | undefined = tls ? await makeCertificate(host) : undefined
  const server =
    certificate === undefined
      ? createHttpServer(listener)
      : createHttpsServer({ key: certificate.key, cert: certificate.certificate }, listener)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve)
  })
  const address = server.address() as AddressInfo // Of a server that listens on a port it is one.
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return {
    url: `${tls ? 'https' : 'http'}://${name}:${address.port}`,
    vcenter,
    ...(certificate === undefined ? {} : { certificate: certificate.certificate }),
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)))
        server.closeAllConnections()
      }),
  }
}
