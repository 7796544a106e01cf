import type { HttpBindings } from '@hono/node-server'
import type { MiddlewareHandler } from 'hono'
import type { GatewayOptions } from './gateway-options.ts'

/** Delays every request, and now and then answers in place of the server, or loses the connection before or after the server has seen the request. */
export function gateway(
  { rttMs = 0, jitterMs = 0, failRate = 0 }: GatewayOptions,
  random: () => number = Math.random,
): MiddlewareHandler<{ Bindings: Partial<HttpBindings> }> {
  return async (context, next) => {
    const delay = rttMs + random() * jitterMs
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay))
    if (random() >= failRate) return next()
    const drop = () => context.env?.incoming?.socket.destroy()
    switch (Math.floor(random() * 4)) {
      case 0:
        return context.html(page('503 Service Unavailable'), 503)
      case 1:
        return context.html(page('429 Too Many Requests'), 429, { 'retry-after': '0' })
      case 2:
        drop()
        return context.body(null, 502)
      default:
        await next()
        drop()
    }
  }
}

function page(title: string): string {
  return `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`
}
