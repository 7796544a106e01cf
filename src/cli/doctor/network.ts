import { lookup } from 'node:dns/promises'
import { connect, isIP } from 'node:net'
import { openTunnel, ProxyFailure } from '../../client/proxy-tunnel.ts'
import { checkProxy } from './failure.ts'
import { fine, type Line, wrong } from './line.ts'

/** The host of a URL as sockets take it, without the brackets of an IPv6 address. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1')
}

/** The port of a URL, also where it is the usual one. */
export function portOf({ port, protocol }: URL): number {
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port)
}

/** Looks up the name of a target, and connects to its port. */
export async function reachDirectly(url: URL, timeoutMs: number): Promise<Line[]> {
  const names = await lookUpName(url)
  return names.some(({ ok }) => !ok) ? names : [...names, await reachPort(url, timeoutMs)]
}

/** Asks a proxy for a way to a target. The name of the target is looked up by the proxy. */
export async function reachThrough(proxy: string, url: URL, timeoutMs: number, ca: string | undefined): Promise<Line> {
  const at = new URL(proxy)
  try {
    const socket = await openTunnel(at, { host: hostOf(url), port: portOf(url) }, { timeoutMs, ca })
    socket.destroy()
    return fine('connection', `the proxy ${at.origin} opens a way to port ${portOf(url)}`)
  } catch (error) {
    if (!(error instanceof ProxyFailure)) throw error
    return wrong('connection', error.message, checkProxy)
  }
}

/** Whether a host may be named where it leads nowhere: a word without a dot may be a password in the wrong place. */
export function isNameable(host: string): boolean {
  return /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/.test(host)
}

/** Looks up the name of a target; none for an address. */
async function lookUpName(url: URL): Promise<Line[]> {
  const host = hostOf(url)
  if (isIP(host) !== 0) return []
  try {
    const addresses = await lookup(host, { all: true })
    return [fine('name', `${host} is ${addresses.map(({ address }) => address).join(', ')}`)]
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return [
      code === 'ENOTFOUND'
        ? wrong(
            'name',
            `there is no host of ${isNameable(host) ? `the name ${host}` : 'that name'}`,
            'check the spelling, the DNS server and the VPN',
          )
        : wrong('name', `the name cannot be looked up (${code})`, 'check the DNS server'),
    ]
  }
}

/** Connects to the port of a target. */
async function reachPort(url: URL, timeoutMs: number): Promise<Line> {
  const [host, port] = [hostOf(url), portOf(url)]
  const code = await new Promise<string | undefined>((resolve) => {
    const socket = connect({ host, port })
    const timer = setTimeout(() => end('ETIMEDOUT'), timeoutMs)
    const end = (result: string | undefined) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(result)
    }
    socket.once('connect', () => end(undefined))
    socket.on('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message))
  })
  switch (code) {
    case undefined:
      return fine('connection', `port ${port} is open`)
    case 'ECONNREFUSED':
      return wrong('connection', `nothing listens on port ${port}`, `check the port, and that the server runs`)
    case 'ETIMEDOUT':
      return wrong(
        'connection',
        `port ${port} does not answer within ${timeoutMs} ms`,
        `check the address, and the firewalls between`,
      )
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return wrong('connection', `there is no route to ${host}`, `check the network and the VPN`)
    default:
      return wrong('connection', `connecting to port ${port} failed (${code})`, `check the address`)
  }
}
