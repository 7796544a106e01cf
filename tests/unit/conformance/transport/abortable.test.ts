import { describe, expect, test } from 'vitest'
import { abortable } from '../../../../src/conformance/transport/abortable.ts'

const request = { method: 'GET', url: 'https://mock.invalid/sdk', headers: new Headers(), body: undefined }
const answer = { status: 200, headers: new Headers(), body: new Uint8Array() }

describe('abortable', () => {
  test('requests are sent until the run is interrupted, and none after that', async () => {
    const abort = new AbortController()
    let sent = 0
    const send = abortable(async () => {
      sent += 1
      return answer
    }, abort.signal)
    expect(await send(request)).toBe(answer)
    abort.abort()
    await expect(send(request)).rejects.toMatchObject({
      verdict: 'unreached',
      finding: { code: 'interrupted', message: 'the run was interrupted' },
    })
    expect(sent).toBe(1)
  })

  test('a request that is under way when the run is interrupted gets its answer', async () => {
    const abort = new AbortController()
    const send = abortable(async () => {
      abort.abort()
      return answer
    }, abort.signal)
    expect(await send(request)).toBe(answer)
  })
})
