import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Send, WholeAnswer } from '../../../../src/client/message.ts'
import { abortable, finishing, hurried } from '../../../../src/conformance/transport/abortable.ts'

const request = { method: 'GET', url: 'https://mock.invalid/sdk', headers: new Headers(), body: undefined }
const answer: WholeAnswer = { status: 200, headers: new Headers(), body: new Uint8Array() }
const interrupted = {
  verdict: 'unreached',
  finding: { code: 'interrupted', message: 'the run was interrupted' },
}
const late = { reason: 'timeout', message: 'no answer came within 1000 ms after the run was interrupted' }

let abort: AbortController
beforeEach(() => {
  vi.useFakeTimers()
  abort = new AbortController()
})
afterEach(() => {
  vi.useRealTimers()
})

const hanging: Send = () => new Promise(() => {})
const answering: Send = async () => answer

describe('abortable', () => {
  test('requests are sent until the run is interrupted, and none after that', async () => {
    const sent = vi.fn(answering)
    const send = abortable(sent, abort.signal)
    expect(await send(request)).toBe(answer)
    abort.abort()
    await expect(send(request)).rejects.toMatchObject(interrupted)
    expect(sent).toHaveBeenCalledTimes(1)
  })

  test('a request that is under way when the run is interrupted is dropped', async () => {
    const dropped = abortable(hanging, abort.signal)(request)
    abort.abort()
    await expect(dropped).rejects.toMatchObject(interrupted)
  })
})

describe('finishing', () => {
  test('a request that is under way when the run is interrupted gets its answer, and none is sent after that', async () => {
    let give = (_: WholeAnswer) => {}
    const send = finishing(() => new Promise((resolve) => (give = resolve)), abort.signal, 1000)
    const under = send(request)
    abort.abort()
    await vi.advanceTimersByTimeAsync(999)
    give(answer)
    expect(await under).toBe(answer)
    await expect(send(request)).rejects.toMatchObject(interrupted)
  })

  test('it is dropped where its answer takes longer than it may', async () => {
    const outcome = expect(finishing(hanging, abort.signal, 1000)(request)).rejects.toMatchObject(late)
    await vi.advanceTimersByTimeAsync(60_000)
    abort.abort()
    await vi.advanceTimersByTimeAsync(1000)
    await outcome
  })
})

describe('hurried', () => {
  test('after an interruption, requests are sent, and each may take only some time', async () => {
    abort.abort()
    expect(await hurried(answering, abort.signal, 1000)(request)).toBe(answer)
    const outcome = expect(hurried(hanging, abort.signal, 1000)(request)).rejects.toMatchObject(late)
    await vi.advanceTimersByTimeAsync(1000)
    await outcome
  })
})
