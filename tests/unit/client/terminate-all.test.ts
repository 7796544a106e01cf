import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  connect,
  type Fetch,
  type KeyOutcome,
  type Outcome,
  TargetUnreachable,
  type TerminateAllProgress,
  type UserSession,
} from '../../../src/client/index.ts'
import type { Answer } from '../../../src/client/outcome.ts'
import { terminateAll } from '../../../src/client/terminate-all.ts'
import { createApp, createVCenter, type VCenter } from '../../../src/mock/index.ts'
import { principals } from '../../support/principals.ts'

const url = 'https://mock.invalid'
const origin = { ipAddress: '192.0.2.1', userAgent: 'other' }

/** A vCenter, a session of a client on it, and what that client's calls named and ended. `between` runs before each request of the client. */
async function start(between: (request: Request) => void = () => {}) {
  const vcenter = createVCenter()
  const ended = new Set<string>()
  const named: string[][] = []
  const observed: VCenter = {
    ...vcenter,
    terminateSessions(caller, keys) {
      named.push([...keys])
      const before = new Set(vcenter.sessions.keys())
      try {
        vcenter.terminateSessions(caller, keys)
      } finally {
        for (const key of before) if (!vcenter.sessions.has(key)) ended.add(key)
      }
    },
  }
  const app = createApp(observed)
  const fetch: Fetch = async (request) => {
    between(request)
    return app.fetch(request)
  }
  const session = await (await connect({ url, fetch })).login(principals.controller)
  const begin = () => vcenter.login(principals.controller.userName, principals.controller.password, origin).key
  return { vcenter, session, ended, named, begin }
}

const modes = ['fast', 'exact'] as const

describe.each(modes)('terminateAll, %s', (mode) => {
  test('tells what became of each key, in the order given', async () => {
    const { session, vcenter, begin } = await start()
    const [one, two, bystander] = [begin(), begin(), begin()]
    const outcomes = await session.terminateAll([two, 'unknown', session.key, one, two, one], { mode })
    expect([...outcomes]).toEqual([
      [two, 'terminated'],
      ['unknown', 'already-gone'],
      [session.key, 'own'],
      [one, 'terminated'],
    ])
    expect([...vcenter.sessions.keys()]).toEqual([session.key, bystander])
  })

  test('sends nothing where there is nothing to end', async () => {
    const { session, named } = await start()
    expect(await session.terminateAll([], { mode })).toEqual(new Map())
    expect([...(await session.terminateAll([session.key], { mode })).values()]).toEqual(['own'])
    expect(named).toEqual([])
  })

  test('refuses the empty string', async () => {
    const { session, begin, vcenter } = await start()
    const key = begin()
    await expect(session.terminateAll([key, ''], { mode })).rejects.toThrow('one of the keys is the empty string')
    expect(vcenter.sessions.has(key)).toBe(true)
  })

  test('is refused without the privilege, and asks once at most', async () => {
    const { vcenter, named, begin } = await start()
    const app = createApp(vcenter)
    const limited = await (await connect({ url, fetch: async (request) => app.fetch(request) })).login(
      principals.limited,
    )
    const keys = [begin(), begin()]
    expect([...(await limited.terminateAll(keys, { mode })).values()]).toEqual(['refused', 'refused'])
    expect(named).toEqual([])
    expect(keys.every((key) => vcenter.sessions.has(key))).toBe(true)
  })

  test('says unknown where no answer comes, and of what is not sent any more', async () => {
    let isLost = false
    const { session, vcenter, begin } = await start((request) => {
      if (isLost && request.url.endsWith('/TerminateSession')) throw new TypeError('fetch failed')
    })
    isLost = true
    const keys = [begin(), begin()]
    expect([...(await session.terminateAll(keys, { mode })).values()]).toEqual(['unknown', 'unknown'])
    expect(keys.every((key) => vcenter.sessions.has(key))).toBe(true)
  })

  test('sends nothing once the signal is aborted', async () => {
    const { session, begin, named } = await start()
    const outcomes = await session.terminateAll([begin()], { mode, signal: AbortSignal.abort() })
    expect([...outcomes.values()]).toEqual(['unknown'])
    expect(named).toEqual([])
  })
})

test.each([
  ['one key for a list', '52' as never, {}, 'give a list of keys, and not one key'],
  ['a mode that there is not', ['52'], { mode: 'exakt' as never }, 'invalid mode exakt: give fast or exact'],
  ['no string', [5 as never], {}, 'one of the keys is no string'],
])('refuses %s', async (_, keys, options, sentence) => {
  const { session } = await start()
  await expect(session.terminateAll(keys, options)).rejects.toThrow(new TypeError(sentence))
})

test('keys may come from a set', async () => {
  const { session, begin } = await start()
  expect([...(await session.terminateAll(new Set([begin(), begin()]))).values()]).toEqual(['terminated', 'terminated'])
})

test('fast makes one call where nobody else is at work, exact one for each key', async () => {
  for (const [mode, calls] of [
    ['fast', 1],
    ['exact', 30],
  ] as const) {
    const { session, begin } = await start()
    const told: TerminateAllProgress[] = []
    await session.terminateAll(Array.from({ length: 30 }, begin), {
      mode,
      onProgress: (progress) => told.push(progress),
    })
    expect(told).toHaveLength(calls)
    expect(told.at(-1)).toEqual({ done: 30, of: 30, calls })
  }
})

test.each(modes)('%s tells the progress where no call is needed, too', async (mode) => {
  const { session, begin } = await start()
  const gone = begin()
  await session.terminateSessions([gone])
  const progressOf = async (keys: readonly string[]) => {
    const told: TerminateAllProgress[] = []
    await session.terminateAll(keys, { mode, onProgress: (progress) => told.push(progress) })
    return told
  }
  expect(await progressOf([])).toEqual([{ done: 0, of: 0, calls: 0 }])
  expect(await progressOf([session.key])).toEqual([{ done: 1, of: 1, calls: 0 }])
  expect(await progressOf([gone, session.key])).toEqual([{ done: 2, of: 2, calls: mode === 'fast' ? 0 : 1 }])
})

describe.each(modes)('the error of terminateAll, %s', (mode) => {
  const list = { kind: 'value', value: ['own', 'a', 'b'].map((key) => ({ key }) as UserSession) } as const
  const lost = new TargetUnreachable('refused', 'nothing listens')
  const fails = async () => Promise.reject(lost)
  const errorWith = async (
    terminateSessions: (keys: readonly string[]) => Promise<Outcome>,
    sessionList: () => Promise<Answer<UserSession[] | null>> = async () => list,
  ) => {
    const session = { key: 'own', secrets: ['t0ken'], terminateSessions, sessionList }
    const outcomes = await terminateAll(session, ['a', 'b'], { mode })
    return { outcomes: [...outcomes.values()], error: outcomes.error }
  }
  const unknown = ['unknown', 'unknown']

  test.each<[string, () => Promise<Outcome>, (() => Promise<Answer<UserSession[] | null>>)?]>([
    ['a call that gets no answer', fails],
    ['a server that is down', fails, fails],
  ])('is that of %s', async (_, terminate, read) => {
    expect(await errorWith(terminate, read)).toEqual({ outcomes: unknown, error: lost })
  })

  test('says which answer tells nothing, without a secret', async () => {
    expect(await errorWith(async () => ({ kind: 'unexpected', status: 503, body: 'busy' }))).toMatchObject({
      outcomes: unknown,
      error: { name: 'UnexpectedAnswer', message: 'TerminateSession: unexpected answer with status 503: busy' },
    })
    expect(await errorWith(async () => ({ kind: 'unexpected', status: 503, body: 'no: T0KEN' }))).toMatchObject({
      error: { message: 'TerminateSession: unexpected answer with status 503' },
    })
    const fault = { _typeName: 'SystemError', reason: 'full' } as const
    expect(await errorWith(async () => ({ kind: 'fault', fault }))).toMatchObject({
      outcomes: unknown,
      error: { name: 'FaultRaised', fault },
    })
  })

  test('is missing where every outcome is certain', async () => {
    expect(await errorWith(async () => ({ kind: 'terminated' }))).toEqual({
      outcomes: ['terminated', 'terminated'],
      error: undefined,
    })
    // The list alone cannot be read: each key is asked for.
    expect(await errorWith(async () => ({ kind: 'terminated' }), fails)).toEqual({
      outcomes: ['terminated', 'terminated'],
      error: undefined,
    })
  })

  test('is missing where the signal has aborted', async () => {
    const session = { key: 'own', secrets: [], terminateSessions: fails, sessionList: async () => list }
    const outcomes = await terminateAll(session, ['a'], { mode, signal: AbortSignal.abort() })
    expect([...outcomes.values(), outcomes.error]).toEqual(['unknown', undefined])
  })
})

test.each<[string, () => Promise<Answer<UserSession[] | null>>, object]>([
  ['gets no answer', async () => Promise.reject(new TargetUnreachable('reset', 'lost')), { message: 'lost' }],
  [
    'is refused',
    async () => ({ kind: 'unexpected', status: 503, body: '' }),
    { message: 'sessionList: unexpected answer with status 503' },
  ],
  [
    'shows no list of now',
    async () => ({ kind: 'value', value: [] }),
    { message: 'sessionList: the answer does not show the session that reads it' },
  ],
])('the error of fast is that of the list, where after a fault it %s', async (_, readAgain, error) => {
  const answers = [
    async () => ({ kind: 'value', value: ['own', 'a', 'b'].map((key) => ({ key }) as UserSession) }) as const,
  ]
  const outcomes = await terminateAll(
    {
      key: 'own',
      secrets: [],
      terminateSessions: async () => ({ kind: 'fault', fault: { _typeName: 'NotFound' } }),
      sessionList: async () => (answers.shift() ?? readAgain)(),
    },
    ['a', 'b'],
  )
  expect([...outcomes.values()]).toEqual(['unknown', 'unknown'])
  expect(outcomes.error).toMatchObject(error)
})

test('exact gives up where three calls in a row are not answered', async () => {
  let calls = 0
  const unanswered = async () => {
    calls += 1
    throw new TargetUnreachable('timeout', 'no answer')
  }
  const session = { key: 'own', secrets: [], terminateSessions: unanswered, sessionList: unanswered }
  const outcomes = await terminateAll(session, ['a', 'b', 'c', 'd', 'e'], { mode: 'exact' })
  expect([...outcomes.values()]).toEqual(Array.from({ length: 5 }, () => 'unknown'))
  expect(calls).toBe(3)
})

test('forty thousand keys that are all gone are decided at once', async () => {
  const keys = Array.from({ length: 40_000 }, (_, index) => `${index}`)
  const lists = [['own', ...keys], ['own']].map((listed) => listed.map((key) => ({ key }) as UserSession))
  const session = {
    key: 'own',
    secrets: [],
    terminateSessions: async () => ({ kind: 'fault', fault: { _typeName: 'NotFound' } }) as const,
    sessionList: async () => ({ kind: 'value', value: lists.shift() ?? [] }) as const,
  }
  const startedAt = performance.now()
  expect((await terminateAll(session, keys)).size).toBe(40_000)
  expect(performance.now() - startedAt).toBeLessThan(2000)
})

test('exact stops between two calls', async () => {
  const { session, begin, vcenter } = await start()
  const keys = [begin(), begin(), begin()]
  const controller = new AbortController()
  const outcomes = await session.terminateAll(keys, {
    mode: 'exact',
    signal: controller.signal,
    onProgress: ({ done }) => done === 2 && controller.abort(),
  })
  expect([...outcomes.values()]).toEqual(['terminated', 'terminated', 'unknown'])
  expect([...vcenter.sessions.keys()]).toEqual([session.key, keys[2]])
})

test('fast tells the session that somebody else ended from those behind it', async () => {
  let toEnd: string | undefined
  const { session, begin, vcenter } = await start((request) => {
    if (toEnd !== undefined && request.url.endsWith('/TerminateSession')) vcenter.sessions.delete(toEnd)
  })
  const keys = [begin(), begin(), begin(), begin()]
  toEnd = keys[2]
  expect([...(await session.terminateAll(keys)).values()]).toEqual(['unknown', 'unknown', 'already-gone', 'terminated'])
})

describe('fast, where the server is odd', () => {
  const fault = (_typeName: 'NotFound' | 'InvalidArgument') => ({ kind: 'fault', fault: { _typeName } }) as const
  const listOf = (...keys: string[]) =>
    ({ kind: 'value', value: ['own', ...keys].map((key) => ({ key }) as UserSession) }) as const
  const outcomesWith = async (
    terminate: (keys: readonly string[]) => Outcome,
    ...lists: ReturnType<typeof listOf>[]
  ) => {
    const outcomes = await terminateAll(
      {
        key: 'own',
        secrets: [],
        terminateSessions: async (keys) => terminate(keys),
        sessionList: async () => lists.shift() ?? { kind: 'unexpected', status: 503, body: '' },
      },
      ['a', 'b', 'c'],
    )
    return [...outcomes.values()]
  }

  test('a list that contradicts the answer proves nothing, and is not asked for again and again', async () => {
    const list = listOf('a', 'b', 'c')
    expect(await outcomesWith(() => fault('NotFound'), list, list)).toEqual(['unknown', 'unknown', 'unknown'])
  })

  test('a list that cannot be read after a fault proves nothing', async () => {
    expect(await outcomesWith(() => fault('NotFound'), listOf('a', 'b', 'c'))).toEqual([
      'unknown',
      'unknown',
      'unknown',
    ])
  })

  test.each([null, [], [null, {}], { error: 'busy' }])(
    'a list that is %j is not believed: the caller is not in it',
    async (value) => {
      const list = { kind: 'value', value } as unknown as ReturnType<typeof listOf>
      expect(await outcomesWith(() => ({ kind: 'terminated' }), list)).toEqual([
        'terminated',
        'terminated',
        'terminated',
      ])
      expect(await outcomesWith(() => fault('NotFound'), listOf('a', 'b', 'c'), list)).toEqual([
        'unknown',
        'unknown',
        'unknown',
      ])
    },
  )

  test('a list that cannot be read at first makes it exact', async () => {
    expect(await outcomesWith(([key]) => (key === 'b' ? fault('NotFound') : { kind: 'terminated' }))).toEqual([
      'terminated',
      'already-gone',
      'terminated',
    ])
  })

  test('a key that the server takes for that of the caller, and is not, is unknown; the others are asked for one by one', async () => {
    const terminate = (keys: readonly string[]) =>
      keys.includes('b') ? fault('InvalidArgument') : ({ kind: 'terminated' } as const)
    expect(await outcomesWith(terminate, listOf('a', 'b', 'c'), listOf('b', 'c'))).toEqual([
      'unknown',
      'unknown',
      'terminated',
    ])
  })
})

/** What others do between two requests of the client: to the session with this index, or to none. */
const deed = fc.record({ kind: fc.constantFrom('end', 'begin', 'nothing'), index: fc.nat(11) })

test.each(modes)('whatever others do meanwhile, no outcome of %s is false', async (mode) => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(deed, { maxLength: 12 }),
      fc.array(fc.nat(13), { maxLength: 16 }),
      fc.boolean(),
      async (deeds, indexes, logsOutCaller) => {
        let isStarted = false
        const pending = [...deeds]
        const known: string[] = []
        const { session, vcenter, ended, named, begin } = await start(() => {
          const next = isStarted ? pending.shift() : undefined
          if (next?.kind === 'begin') begin()
          if (next?.kind === 'end') vcenter.sessions.delete(known[next.index] ?? '')
          if (isStarted && logsOutCaller && pending.length === 1) vcenter.sessions.delete(session.key)
        })
        known.push(...Array.from({ length: 12 }, begin), session.key, 'unknown')
        isStarted = true
        const outcomes = await session.terminateAll(
          indexes.map((index) => known[index] ?? ''),
          { mode },
        )

        const isTrue: Record<KeyOutcome, (key: string) => boolean> = {
          terminated: (key) => ended.has(key),
          'already-gone': (key) => !ended.has(key) && !vcenter.sessions.has(key),
          own: (key) => key === session.key,
          refused: (key) => !ended.has(key) && !vcenter.sessions.has(session.key),
          unknown: () => mode === 'fast',
        }
        for (const [key, outcome] of outcomes)
          expect(isTrue[outcome](key), `${outcome} of ${known.indexOf(key)}`).toBe(true)
        expect(new Set(outcomes.keys())).toEqual(new Set(indexes.map((index) => known[index])))
        for (const keys of named) {
          expect(keys).not.toHaveLength(0)
          expect(new Set(keys).size).toBe(keys.length)
          expect(keys).not.toContain(session.key)
        }
        for (const key of ended) expect(outcomes.has(key)).toBe(true)
      },
    ),
    { numRuns: 500 },
  )
})
