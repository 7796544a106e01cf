import { isIPv6 } from 'node:net'
import { networkInterfaces } from 'node:os'
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'

/** What a mock that listens on a port lets in. A web page must not reach it: any page that its user opens can send requests to this machine. */
export interface Door {
  /** The values of Host that are let in: a page whose own name was made to lead to this machine (DNS rebinding) sends that name. */
  hosts: readonly string[]
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

const loopbackOrigin = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/
const maxBodyBytes = 1024 * 1024

/** Refuses every request that may come from a web page of another machine, and every body over 1 MB. */
export function guardDoor({ hosts }: Door): MiddlewareHandler[] {
  return [
    async (context, next) => {
      const host = context.req.header('host')?.toLowerCase() ?? ''
      if (!hosts.includes(host)) {
        return refusal(context, 403, `this mock answers only requests to one of its own names: ${hosts.join(', ')}`)
      }
      const origin = context.req.header('origin')
      if (origin !== undefined && !loopbackOrigin.test(origin)) {
        return refusal(context, 403, 'this mock answers no web page of another machine')
      }
      return next()
    },
    bodyLimit({
      maxSize: maxBodyBytes,
      onError: (context) => refusal(context, 413, `the body of a request may have ${maxBodyBytes} bytes`),
    }),
  ]
}

/** Ends the connection, too: the body of the request is not read, so no other request can follow it. */
function refusal(context: Context, status: 403 | 413, sentence: string): Response {
  return context.text(`${sentence}\n`, status, { connection: 'close' })
}
