import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { cors } from 'hono/cors'
import type { Door } from './hosts.ts'
import { refuseNoOrigins } from './origins.ts'
import { sessionIdHeader } from './session-id-header.ts'

const loopbackOrigin = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/
const maxBodyBytes = 1024 * 1024

/** What a page may send and read (CORS, https://fetch.spec.whatwg.org/#http-cors-protocol). The token is in a header. */
const permitted = {
  allowMethods: ['GET', 'POST'],
  allowHeaders: [sessionIdHeader, 'authorization', 'content-type', 'user-agent'],
  exposeHeaders: [sessionIdHeader],
}

/** Refuses every request that may come from a web page of another machine, and every body over 1 MB. Pages that are let in may call it, and read what it answers. @throws TypeError where an origin is none. */
export function guardDoor({ hosts, origins }: Door): MiddlewareHandler[] {
  refuseNoOrigins(origins)
  return [
    async (context, next) => {
      const host = context.req.header('host')?.toLowerCase() ?? ''
      if (!hosts.includes(host)) {
        return refusal(context, 403, `this mock answers only requests to one of its own names: ${hosts.join(', ')}`)
      }
      const origin = context.req.header('origin')
      if (origin === undefined) return next()
      if (!loopbackOrigin.test(origin) && !origins.includes(origin)) {
        return refusal(
          context,
          403,
          'this mock answers no web page of another machine, but of the origins that --cors names',
        )
      }
      return cors({ ...permitted, origin })(context, next)
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
