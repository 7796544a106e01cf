import { createServer as createHttpServer } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { type AppOptions, createApp } from './app.ts'
import { type Certificate, makeCertificate } from './certificate.ts'
import { hostsOf } from './hosts.ts'
import { refuseNoOrigins } from './origins.ts'
import { createVCenter, type VCenter } from './vcenter.ts'

/** How the mock is served. */
export interface ServerOptions extends Omit<AppOptions, 'door'> {
  /** The address to listen at, or a name of it; by default, 127.0.0.1. With `0.0.0.0`, other machines reach it, and the built-in passwords are known to everybody. */
  host?: string | undefined
  /** The port to listen at; by default, any that is free. */
  port?: number | undefined
  /** Serve HTTPS, with a certificate made at start. */
  tls?: boolean | undefined
  /** Origins whose web pages may call it: `https://app.example`. Those of this machine always may. */
  cors?: readonly string[] | undefined
  /** The simulated vCenter; by default one with the built-in principals and no session. */
  vcenter?: VCenter | undefined
}

/** A running mock. */
export interface MockServer {
  /** Where it listens, as `connect` takes it: `http://127.0.0.1:8080`. */
  url: string
  /** The simulated vCenter, with its sessions. */
  vcenter: VCenter
  /** The certificate to trust, in PEM, where it serves HTTPS. */
  certificate?: string
  /** Stops listening and drops every connection. May be called again: it stops once. */
  close(): Promise<void>
}

/**
 * Starts the mock. It answers only requests to its own names, and no web page of another machine.
 *
 * @throws TypeError where `host` or `cors` is invalid; the error of `listen`: EADDRINUSE, for example.
 *
 * @example
 * const server = await startServer({ port: 8080 })
 * console.log(server.url)
 * await server.close()
 */
export async function startServer(options: ServerOptions = {}): Promise<MockServer> {
  const { host = '127.0.0.1', port = 0, tls = false, cors = [], vcenter = createVCenter() } = options
  // Node would listen at every address.
  if (typeof host !== 'string' || host.trim() === '')
    throw new TypeError('invalid host: give an address or a name, as 127.0.0.1; 0.0.0.0 is every address')
  refuseNoOrigins(cors)
  const protocol = tls ? 'https' : 'http'
  const certificate: Certificate | undefined = tls ? await makeCertificate(host) : undefined
  const server =
    certificate === undefined
      ? createHttpServer()
      : createHttpsServer({ key: certificate.key, cert: certificate.certificate })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve)
  })
  const address = server.address() as AddressInfo // A server that listens on a port has one.
  // Only now is it known by which names it may be called; no request was read yet.
  const hosts = hostsOf({ protocol, host, address: address.address, port: address.port })
  server.on('request', getRequestListener(createApp(vcenter, { ...options, door: { hosts, origins: cors } }).fetch))
  let closing: Promise<void> | undefined
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return {
    url: `${protocol}://${name}:${address.port}`,
    vcenter,
    ...(certificate === undefined ? {} : { certificate: certificate.certificate }),
    close() {
      closing ??= new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)))
        server.closeAllConnections()
      })
      return closing
    },
  }
}
