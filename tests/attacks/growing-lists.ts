import { idSource } from '../../src/conformance/context/id-source.ts'
import { runSuite } from '../../src/conformance/index.ts'
import { type Attack, pairs } from './attack.ts'
import { type Attacked, type Behaviour, memberOf } from './attacked.ts'
import { idsIn, loose, rename } from './lenient-ids.ts'

const requirements = [
  'terminate.not-found.fault',
  'terminate.fault.schema',
  'terminate.sequence.first-failure-decides',
  'terminate.identity.exact',
  'terminate.privilege.fault',
]

/** How a key that another user gets is written, beside the id that the run has invented. */
const nearness: Record<string, (id: string) => string> = {
  'the same id': (id) => id,
  'it in capitals': (id) => id.toUpperCase(),
  'it without separators': (id) => id.replaceAll('-', ''),
  'it in braces': (id) => `{${id}}`,
  'it after a blank': (id) => ` ${id}`,
  'it in full-width digits': (id) => id.replaceAll(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
  'its beginning': (id) => id.slice(0, 24),
  'its end': (id) => id.slice(24),
  'it with more behind it': (id) => `${id}-0000`,
}

/** A server that reads an id as any that is like it, and that gives other users keys like the ids that the run has named. */
function showingInvented(attacked: Attacked, write: (id: string) => string): Behaviour {
  const { vcenter } = attacked
  const seen = new Set<string>()
  return async (request, mock) => {
    if (memberOf(request) !== 'TerminateSession') return mock(request)
    const ids = await idsIn(request)
    const others = [attacked.others.named, attacked.others.unnamed]
    for (const id of ids)
      for (const other of others)
        if (loose(id) !== '' && (loose(other.key).includes(loose(id)) || loose(id).includes(loose(other.key))))
          vcenter.sessions.delete(other.key)
    const answer = await mock(request)
    const invented = ids.find((id) => /^52[0-9a-f-]{34}$/.test(id) && !vcenter.sessions.has(id) && !seen.has(id))
    const other = others[seen.size % 2]
    if (invented !== undefined && other !== undefined && vcenter.sessions.get(other.key) === other) {
      seen.add(invented)
      rename(attacked, other, write(invented))
    }
    return answer
  }
}

const seed = 7
/** The ids that a run invents are drawn from its seed, so who knows that knows them all. */
const drawn = (requirement: string, number: number) => {
  const draw = idSource(seed, `${requirement}/`)
  return Array.from({ length: number + 1 }, draw).at(-1) ?? ''
}

const withList = (change: (list: object[], number: number) => unknown): Behaviour => {
  let lists = 0
  return async (request, mock) => {
    const answer = await mock(request)
    if (memberOf(request) !== 'sessionList' || answer.status !== 200) return answer
    lists += 1
    return Response.json(change((await answer.json()) as object[], lists))
  }
}

const many = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, index) => ({ key: `${prefix}${index}` }))

/** What a server shows in its list. */
const lists: Record<string, (list: object[], number: number) => unknown> = {
  'a thousand more sessions each time': (list, number) => [...list, ...many(1000 * number, 'n')],
  'each session twice': (list) => [...list, ...list],
  'each session twice, the second time with another User-Agent': (list) => [
    ...list,
    ...list.map((session) => ({ ...session, userAgent: 'other' })),
  ],
  'each session with another user': (list) => list.map((session) => ({ ...session, userName: 'other' })),
  'all User-Agents of the run at other keys': (list) =>
    list.map((session, place) => ({ ...session, key: Reflect.get(list[(place + 1) % list.length] ?? {}, 'key') })),
  'only the sessions of the run': (list) => list.filter((session) => JSON.stringify(session).includes('(run ')),
  'null among the sessions': (list) => [...list, null],
  'keys that are numbers': (list) => list.map((session) => ({ ...session, key: 52 })),
  'an object': (list) => ({ ...list }),
  'a list within the list': (list) => [list],
}

/** The same, for lists that take long to read. */
const longLists: typeof lists = {
  'twenty thousand other sessions': (list) => [...list, ...many(20_000, '52')],
  'other sessions each time, without end': (list, number) => [...list, ...many(110_000, `${number}`)],
  'other sessions each time, without end, from the third time on': (list, number) =>
    number < 3 ? list : [...list, ...many(110_000, `${number}`)],
  'more than is read': (list) => [...list, ...many(200_000, '52')],
}

/** By what sessionList shows. */
export const growingLists: Attack[] = [
  ...pairs(Object.entries(nearness), requirements).map(
    ([[name, write], requirement]): Attack => ({
      title: `after ${requirement} has named an invented id, another user's session has as its key ${name}`,
      async attempt(attacked) {
        attacked.behave(showingInvented(attacked, write))
        return {
          kind: 'result',
          result: await runSuite(attacked.target, { only: [requirement], seed: 1, idleMs: 0, exchanges: false }),
          mustTell: false,
        }
      },
    }),
  ),
  ...pairs(Object.entries(nearness), [0, 1]).map(
    ([[name, write], number]): Attack => ({
      title: `before the run, another user's session has as its key ${name} as number ${number} that the seed gives`,
      async attempt(attacked) {
        const requirement = 'terminate.not-found.fault'
        attacked.behave(showingInvented(attacked, write))
        rename(attacked, attacked.others.named, write(drawn(requirement, number)))
        return {
          kind: 'result',
          result: await runSuite(attacked.target, { only: [requirement], seed, idleMs: 0, exchanges: false }),
          mustTell: false,
        }
      },
    }),
  ),
  ...[
    ...Object.entries(lists).map(([name, change]) => ({ name, change, only: requirements })),
    ...Object.entries(longLists).map(([name, change]) => ({ name, change, only: ['terminate.not-found.fault'] })),
  ].map(
    ({ name, change, only }): Attack => ({
      title: `sessionList shows ${name}`,
      async attempt(attacked) {
        attacked.behave(withList(change))
        return {
          kind: 'result',
          result: await runSuite(attacked.target, { only, seed: 1, idleMs: 0, exchanges: false }),
          mustTell: false,
        }
      },
    }),
  ),
]
