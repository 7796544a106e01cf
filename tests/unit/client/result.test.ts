import { describe, expect, test } from 'vitest'
import { connect, type Session } from '../../../src/client/index.ts'
import { createApp, createVCenter } from '../../../src/mock/index.ts'
import { principals } from '../../support/principals.ts'

/** A session on a server that gives this answer to every request for a member. */
async function sessionAnswered(member: string, answer: () => Response): Promise<Session> {
  const app = createApp(createVCenter())
  const fetch = async (request: Request) => (request.url.endsWith(`/${member}`) ? answer() : app.fetch(request))
  return (await connect({ url: 'https://mock.invalid', fetch })).login(principals.controller)
}

const sample = { _typeName: 'UserSession', key: 'key', userName: 'user' }

/** Every kind of JSON value, and the answers without one. */
const answers: Record<string, () => Response> = {
  'an empty 200': () => new Response(''),
  'a 204': () => new Response(null, { status: 204 }),
  ...Object.fromEntries(
    [null, true, 5, '', 'x', [], [null], [5], [{}], [{ key: 5 }], [{ key: '' }], {}, { key: '' }, [sample], sample].map(
      (value) => [JSON.stringify(value), () => Response.json(value)],
    ),
  ),
}
const empty = ['an empty 200', 'a 204', 'null']

/** The methods that read an answer: what they call, and which answers are a result. */
const methods: [call: string, run: (session: Session) => Promise<unknown>, words: string, results: string[]][] = [
  ['SessionIsActive', (session) => session.sessionIsActive('key', 'user'), 'true or false', ['true']],
  ['AcquireCloneTicket', (session) => session.acquireCloneTicket(), 'a text', ['"x"']],
  [
    'sessionList',
    (session) => session.sessionList(),
    'a list of sessions that have keys',
    [...empty, '[]', JSON.stringify([sample])],
  ],
  [
    'sessionList',
    (session) => session.sessionsWhere({ userName: 'user' }),
    'a list of sessions that have keys',
    [...empty, '[]', JSON.stringify([sample])],
  ],
  [
    'currentSession',
    (session) => session.currentSession(),
    'a session that has a key, nor with null',
    [...empty, JSON.stringify(sample)],
  ],
  ['Logout', (session) => session.logout(), 'an empty answer', empty],
  ['Logout', async (session) => session[Symbol.asyncDispose](), 'an empty answer', empty],
]

const cases = methods.flatMap(([call, run, words, results]) =>
  Object.keys(answers).map((answer) => [call, answer, { run, words, isResult: results.includes(answer) }] as const),
)

describe('a method of a session', () => {
  test.each(cases)('%s, answered with %s, resolves to its type or says what came', async (call, name, how) => {
    const answer = answers[name] ?? Response.error
    const ending = how.run(await sessionAnswered(call, answer))
    if (how.isResult) return expect(await ending.then(() => 'resolved')).toBe('resolved')
    const { status } = answer()
    await expect(ending).rejects.toMatchObject({
      name: 'UnexpectedAnswer',
      code: 'unexpected-answer',
      status,
      body: empty.includes(name) ? '' : name,
      message: expect.stringMatching(
        new RegExp(`^${call}: the server answered with status ${status}, and not with ${how.words}(: .*)?$`),
      ),
    })
  })

  test.each(empty)('a list that is %s has no sessions', async (name) => {
    const session = await sessionAnswered('sessionList', answers[name] ?? Response.error)
    expect(await session.sessionList()).toEqual([])
  })

  test('an error about a ticket shows nothing of the answer', async () => {
    const session = await sessionAnswered('AcquireCloneTicket', () => Response.json(['a-ticket']))
    const { message } = await session.acquireCloneTicket().then(
      () => new Error('resolved'),
      (error: Error) => error,
    )
    expect(message).toBe('AcquireCloneTicket: the server answered with status 200, and not with a text')
  })
})
