import { setImmediate } from 'node:timers/promises'
import { jsonOf } from '../../client/json.ts'
import { type PlainRequest, textOf, type WholeAnswer } from '../../client/message.ts'
import { tokenHeader } from '../../client/service.ts'
import type { Transport } from '../types.ts'

/**
 * A transport by which one read of sessionList serves all that wait for one: a list is read at most once at a time, and what is asked for meanwhile is answered by the next read, which begins
 * after it was asked. Each read begins in the next turn of the event loop, because what the answers of this turn set going asks for lists as well. Where others have thousands of sessions, lists
 * are most of what a run reads.
 */
export function sharingLists(transport: Transport): Transport {
  const underWay = new Map<string, Promise<void>>()
  const next = new Map<string, Promise<WholeAnswer>>()

  return (request, purpose) => {
    const id = listOf(request)
    if (id === undefined) return transport(request, purpose)
    const waiting = next.get(id)
    if (waiting !== undefined) return waiting
    const before = underWay.get(id) ?? Promise.resolve()
    const nextTurn = before.then(() => setImmediate())
    const read = nextTurn.then(() => {
      next.delete(id)
      const answering = transport(request, purpose).then(withSharedJson)
      underWay.set(
        id,
        answering.then(ignore, ignore), // Told to those who wait for it.
      )
      return answering
    })
    read.catch(ignore) // Told to those who still wait for it.
    next.set(id, read)
    return read
  }
}

/** An answer whose body is parsed once, when it is first read: that of a long list takes milliseconds. */
function withSharedJson(answer: WholeAnswer): WholeAnswer {
  let parsed: { value: unknown } | undefined
  const sharedJson = () => {
    parsed ??= { value: jsonOf(textOf(answer)) }
    return parsed.value
  }
  return { ...answer, sharedJson }
}

const ignore = () => {}

/** Whose list a request asks for, and where; undefined for any other request. */
function listOf({ method, url, headers }: PlainRequest): string | undefined {
  const token = headers.get(tokenHeader)
  return method === 'GET' && url.endsWith('/sessionList') && token !== null ? `${url} ${token}` : undefined
}
