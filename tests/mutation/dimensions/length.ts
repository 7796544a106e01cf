import { invalidArgument, notFound } from '../faults.ts'
import { inDomain, type Mutant, onWire, terminating } from '../mutant.ts'
import { killer, listing, stepping } from './helpers/common.ts'
import { idsOf, misreading, refusing } from './helpers/wire.ts'

/** The longest list that a server with this limit works on; the rest it drops in silence. */
const limits = [7, 10, 16, 25, 32, 50, 64, 99, 100, 127, 128, 255, 256, 500, 999, 1000]

export const lengths: Mutant[] = [
  ...limits.map((limit) => listing(`ignores every id behind the first ${limit}`, (keys) => keys.slice(0, limit))),
  ...[20, 50, 100, 250, 1000].map((limit) =>
    terminating(`refuses a list of more than ${limit} ids`, killer, (vcenter) => (caller, keys) => {
      if (keys.length > limit) throw invalidArgument()
      vcenter.terminateSessions(caller, keys)
    }),
  ),
  listing('leaves out the last id of a list of more than ten', (keys) => (keys.length > 10 ? keys.slice(0, -1) : keys)),
  listing('leaves out the last id of a list of exactly 32', (keys) => (keys.length === 32 ? keys.slice(0, -1) : keys)),
  terminating(
    'brings back what it has ended where it aborts in the last third of a list of more than thirty',
    killer,
    (vcenter) => {
      return (caller, keys) => {
        const before = new Map(vcenter.sessions)
        try {
          vcenter.terminateSessions(caller, keys)
        } catch (error) {
          const ended = keys.filter((key) => before.has(key) && !vcenter.sessions.has(key))
          if (keys.length > 30 && ended.length > (keys.length * 2) / 3)
            for (const [key, session] of before) vcenter.sessions.set(key, session)
          throw error
        }
      }
    },
  ),
  misreading('sees the first id alone of a body with line breaks', (body) => {
    const ids = idsOf(body)
    return ids !== undefined && body.includes('\n') ? JSON.stringify({ sessionId: ids.slice(0, 1) }) : undefined
  }),
  listing('leaves out the middle id of a list of three', (keys) =>
    keys.length === 3 ? keys.filter((_, place) => place !== 1) : keys,
  ),
  listing('leaves out the last id where the length of the list is a power of two from four on', (keys) =>
    keys.length >= 4 && Number.isInteger(Math.log2(keys.length)) ? keys.slice(0, -1) : keys,
  ),
  stepping(
    'works in batches of 25 and leaves out the first id of each batch but the first',
    ({ place }) => place > 0 && place % 25 === 0,
  ),
  stepping(
    'works in batches of ten and leaves out the last id of each full batch that another batch follows',
    ({ place, keys }) => place % 10 === 9 && place + 1 < keys.length,
  ),
  listing('leaves out every second id of a list of more than six', (keys) =>
    keys.length > 6 ? keys.filter((_, place) => place % 2 === 0) : keys,
  ),
  terminating('works in batches of five and aborts only the batch with the failure', killer, (vcenter) => {
    return (caller, keys) => {
      let failure: unknown
      for (let start = 0; start < keys.length; start += 5) {
        try {
          vcenter.terminateSessions(caller, keys.slice(start, start + 5))
        } catch (error) {
          failure ??= error
        }
      }
      if (failure !== undefined) throw failure
    }
  }),
  terminating('works in batches of eight and ends nothing of the batch with the failure', killer, (vcenter) => {
    return (caller, keys) => {
      for (let start = 0; start < keys.length; start += 8) {
        const batch = keys.slice(start, start + 8)
        const failing = batch.find((key) => !vcenter.sessions.has(key) || key === caller.key)
        vcenter.terminateSessions(caller, failing === undefined || keys.length <= 8 ? batch : [failing])
      }
    }
  }),
  terminating('checks all ids before it ends any where the list has more than twenty', killer, (vcenter) => {
    return (caller, keys) => {
      if (keys.length > 20 && keys.some((key) => !vcenter.sessions.has(key))) throw notFound()
      vcenter.terminateSessions(caller, keys)
    }
  }),
  listing('works from the end of a list of more than eight ids', (keys) =>
    keys.length > 8 ? [...keys].reverse() : keys,
  ),
  listing('swaps the two ids of a list of two', (keys) => (keys.length === 2 ? [...keys].reverse() : keys)),
  listing('sorts the ids of a list of more than four', (keys) => (keys.length > 4 ? [...keys].sort() : keys)),
  listing('works on the second half of a list of more than thirty ids first', (keys) =>
    keys.length > 30 ? [...keys.slice(keys.length / 2), ...keys.slice(0, keys.length / 2)] : keys,
  ),
  stepping('does not abort behind the twelfth id', ({ place, session }) => place >= 12 && session === undefined),
  stepping(
    'takes an unknown last id of a list of more than forty for a success',
    ({ place, keys, session }) => keys.length > 40 && place === keys.length - 1 && session === undefined,
  ),
  stepping(
    'takes an unknown id that is alone in its list for a success',
    ({ keys, session }) => keys.length === 1 && session === undefined,
  ),
  stepping(
    'ends the caller where its own key stands behind the tenth place',
    ({ place, key, caller, vcenter }) => place >= 10 && key === caller.key && vcenter.sessions.delete(key),
  ),
  listing('ends the caller, too, where the list names every other session', (keys, caller, vcenter) => {
    const others = [...vcenter.sessions.keys()].filter((key) => key !== caller.key)
    if (others.length > 1 && others.every((key) => keys.includes(key))) vcenter.sessions.delete(caller.key)
    return keys
  }),
  terminating('refuses a list that has as many ids as there are sessions', killer, (vcenter) => (caller, keys) => {
    if (keys.length > 2 && keys.length === vcenter.sessions.size) throw invalidArgument()
    vcenter.terminateSessions(caller, keys)
  }),
  inDomain('ends the session that logged on first where the list is empty', killer, (vcenter) => ({
    terminateSessions(caller, keys) {
      const first = [...vcenter.sessions.keys()].find((key) => key !== caller.key)
      vcenter.terminateSessions(caller, keys.length === 0 && first !== undefined ? [first] : keys)
    },
  })),
  listing('ends all other sessions of the same user where the list is empty', (keys, caller, vcenter) => {
    if (keys.length > 0) return keys
    const others = [...vcenter.sessions.values()].filter((session) => session !== caller)
    return others.filter(({ principal }) => principal === caller.principal).map(({ key }) => key)
  }),
  listing('ends the caller where the list is empty', (keys, caller, vcenter) => {
    if (keys.length === 0) vcenter.sessions.delete(caller.key)
    return keys
  }),
  refusing('refuses a request of more than 64 KB', (body) => body.length > 65_536),
  refusing('refuses a request of more than 8 KB', (body) => body.length > 8192),
  refusing('refuses a request of more than 1,400 bytes', (body) => body.length > 1400),
  misreading('reads no more than the first 64 KB of a request and closes the list there', (body) => {
    const cut = `${body.slice(0, 65_500).replace(/,[^,]*$/, '')}]}`
    return body.length > 65_536 && idsOf(cut) !== undefined ? cut : undefined
  }),
  onWire('answers 204 to a request of more than 16 KB before it did anything', killer, async (request, next) =>
    (await request.clone().text()).length > 16_384 ? new Response(null, { status: 204 }) : next(request),
  ),
  onWire('answers 204 where a list of more than thirty was aborted', killer, async (request, next) => {
    const places = (await request.clone().text()).split(',').length
    const response = await next(request)
    return response.status === 500 && places > 30 ? new Response(null, { status: 204 }) : response
  }),
]
