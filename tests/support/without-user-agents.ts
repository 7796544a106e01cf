import type { Fetch } from '../../src/client/index.ts'

/** A target whose sessions show no User-Agents. */
export const withoutUserAgents =
  (fetch: Fetch): Fetch =>
  async (request) => {
    const answer = await fetch(request)
    const text = (await answer.text()).replaceAll(/,"userAgent":"[^"]*"/g, '')
    return new Response(text === '' ? null : text, answer)
  }
