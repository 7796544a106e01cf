import { isIPv6 } from 'node:net'
import { networkInterfaces } from 'node:os'

/** What a mock that listens on a port lets in. A web page must not reach it: any page that its user opens can send requests to this machine. */
export interface Door {
  /** The values of Host that are let in: a page whose own name was made to lead to this machine (DNS rebinding) sends that name. */
  hosts: readonly string[]
  /** The origins whose pages may call it, besides those of this machine: `https://app.example`. */
  origins: readonly string[]
}

/** Where a mock listens. */
interface Listening {
  protocol: 'http' | 'https'
  /** The host that was asked for, and the address that it led to. */
  host: string
  address: string
  port: number
}

const loopbackNames = ['localhost', '127.0.0.1', '[::1]']

/** The values of Host that name a mock: the loopback names and its own, with its port. */
export function hostsOf({ protocol, host, address, port }: Listening): string[] {
  const isEveryAddress = address === '0.0.0.0' || address === '::'
  const addresses = isEveryAddress ? Object.values(networkInterfaces()).flatMap((some) => some ?? []) : []
  const own = [host, address, ...addresses.map((one) => one.address)]
    .filter((name) => name !== '')
    .map((name) => (isIPv6(name) ? `[${name}]` : name.toLowerCase()))
  const names = [...new Set([...loopbackNames, ...own])]
  const isDefaultPort = port === (protocol === 'https' ? 443 : 80)
  return names.flatMap((name) => [`${name}:${port}`, ...(isDefaultPort ? [name] : [])])
}
