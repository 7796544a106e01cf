import { describe, expect, test } from 'vitest'
import { connect, type Fetch } from '../../../src/client/index.ts'
import { createApp, createVCenter } from '../../../src/mock/index.ts'
import { serve } from '../../support/http-server.ts'
import { principals } from '../../support/principals.ts'

const url = 'https://mock.invalid'
const dropped = (origin: string) => ({
  name: 'TargetUnreachable',
  reason: 'aborted',
  message: `a request to ${origin} was dropped, or not sent: the signal in the option over has aborted`,
})

describe('an abort by over', () => {
  test('before a request has a reason of its own, and nothing is sent', async () => {
    const app = createApp(createVCenter())
    const over = new AbortController()
    const sent: string[] = []
    const fetch: Fetch = async (request, options) => {
      if (options?.signal?.aborted) throw options.signal.reason
      sent.push(request.url)
      return app.fetch(request)
    }
    const session = await (await connect({ url, fetch, over: over.signal })).login(principals.controller)
    sent.length = 0
    over.abort(new Error('enough'))
    await expect(session.currentSession()).rejects.toMatchObject({ ...dropped(url), cause: new Error('enough') })
    expect(sent).toEqual([])
  })

  test('while a request is under way has it, too', async () => {
    const over = new AbortController()
    const server = await serve(() => over.abort())
    await expect(connect({ url: server, over: over.signal })).rejects.toMatchObject(dropped(server))
  })

  test('in the midst of an answer breaks it, and says why', async () => {
    const over = new AbortController()
    const server = await serve((_, response) => response.write('{', () => setTimeout(() => over.abort(), 20)))
    await expect(connect({ url: server, over: over.signal })).rejects.toMatchObject({
      name: 'BrokenAnswer',
      message: 'the answer (200) was dropped before its end: the signal has aborted',
    })
  })
})
