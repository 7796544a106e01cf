import { describe, expect, test } from 'vitest'
import { TargetUnreachable } from '../../../../src/client/index.ts'
import type { PlainRequest, WholeAnswer } from '../../../../src/client/message.ts'
import { wholeRun } from '../../../../src/conformance/transport/exchange.ts'
import { sharingLists } from '../../../../src/conformance/transport/shared-list.ts'

const base = 'https://vcenter.invalid/sdk/vim25/8.0.3.0/SessionManager/SessionManager'
const request = (member: string, token: string | undefined = 'token', method = 'GET'): PlainRequest => ({
  method,
  url: `${base}/${member}`,
  headers: new Headers(token === '' ? {} : { 'vmware-api-session-id': token }),
  body: undefined,
})

/** A transport that shares lists, and what it sends: each request waits until the test answers it. */
function startSharing() {
  const sent: { answer: () => void; fail: () => void }[] = []
  const send = sharingLists(
    () =>
      new Promise<WholeAnswer>((resolve, reject) => {
        const status = 200 + sent.length
        sent.push({
          answer: () => resolve({ status, headers: new Headers(), body: new Uint8Array() }),
          fail: () => reject(new TargetUnreachable('reset', `lost ${status}`)),
        })
      }),
  )
  const asked: Promise<number | string>[] = []
  /** Sends a request, and lets everything go on that waits for no answer. */
  const ask = async (...given: Parameters<typeof request>) => {
    asked.push(
      send(request(...given), wholeRun).then(
        ({ status }) => status,
        (error: Error) => error.message,
      ),
    )
    await settle()
  }
  return { sent, ask, answers: () => Promise.all(asked) }
}

/** The next read begins in the turn of the event loop after the one in which it was asked for. */
const settle = async () => {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

describe('sharingLists', () => {
  test('what is asked for while a list is read is answered by one further read, which begins after that', async () => {
    const { sent, ask, answers } = startSharing()
    await ask('sessionList')
    await ask('sessionList')
    await ask('sessionList')
    expect(sent).toHaveLength(1)
    sent[0]?.answer()
    await settle()
    expect(sent).toHaveLength(2)
    await ask('sessionList')
    expect(sent).toHaveLength(2)
    sent[1]?.answer()
    await settle()
    expect(sent).toHaveLength(3)
    sent[2]?.answer()
    expect(await answers()).toEqual([200, 201, 201, 202])
  })

  test('a list that is asked for when none is under way is read anew', async () => {
    const { sent, ask, answers } = startSharing()
    await ask('sessionList')
    sent[0]?.answer()
    await settle()
    await ask('sessionList')
    sent[1]?.answer()
    expect(await answers()).toEqual([200, 201])
  })

  test('a read that fails fails those that wait for it alone', async () => {
    const { sent, ask, answers } = startSharing()
    for (let count = 0; count < 3; count += 1) await ask('sessionList')
    sent[0]?.fail()
    await settle()
    sent[1]?.fail()
    await settle()
    await ask('sessionList')
    sent[2]?.answer()
    expect(await answers()).toEqual(['lost 200', 'lost 201', 'lost 201', 202])
  })

  test.each<[string, Parameters<typeof request>, Parameters<typeof request>]>([
    ['lists of two tokens', ['sessionList', 'one'], ['sessionList', 'other']],
    ['lists without a token', ['sessionList', ''], ['sessionList', '']],
    ['reads of other members', ['currentSession'], ['currentSession']],
    ['other methods', ['sessionList', 'token', 'POST'], ['sessionList', 'token', 'POST']],
    ['lists with a query', ['sessionList?a=b'], ['sessionList?a=b']],
  ])('%s are each sent at once', async (_, one, other) => {
    const { sent, ask } = startSharing()
    await ask(...one)
    await ask(...other)
    expect(sent).toHaveLength(2)
  })
})

describe('the value of a list', () => {
  const listed = (text: string): WholeAnswer => ({
    status: 200,
    headers: new Headers(),
    body: new TextEncoder().encode(text),
  })

  test('is parsed once for all that share its answer', async () => {
    const send = sharingLists(async () => listed('[{"key":"a"}]'))
    const [one, other] = await Promise.all([
      send(request('sessionList'), wholeRun),
      send(request('sessionList'), wholeRun),
    ])
    expect(one?.sharedJson?.()).toEqual([{ key: 'a' }])
    expect(other?.sharedJson?.()).toBe(one?.sharedJson?.())
  })

  test('is undefined where the body is not JSON', async () => {
    const send = sharingLists(async () => listed('<html>'))
    expect((await send(request('sessionList'), wholeRun)).sharedJson?.()).toBeUndefined()
  })

  test('belongs to lists only', async () => {
    const send = sharingLists(async () => listed('{}'))
    expect(await send(request('currentSession'), wholeRun)).not.toHaveProperty('sharedJson')
  })
})
