import { describe, expect, test } from 'vitest'
import { predict } from '../../../../../src/conformance/checks/sequence-model/predict.ts'
import { sequenceModel } from '../../../../../src/conformance/checks/sequence-model/sequence-model.ts'
import type { CheckContext } from '../../../../../src/conformance/context/check-context.ts'
import type { Call } from '../../../../../src/conformance/context/terminate-call.ts'
import { failed, unreached, type VerdictError } from '../../../../../src/conformance/errors/verdict-error.ts'
import type { TestSession } from '../../../../../src/conformance/sessions/session-registry.ts'
import { testSession } from '../../../../support/scripted.ts'

type Entry = TestSession | string
type Server = (list: readonly Entry[], caller: TestSession, loggedOn: Set<TestSession>) => string

/** What the page says. */
const sound: Server = (list, caller, loggedOn) => {
  const { outcome, ended } = predict<Entry>(list, caller, loggedOn)
  for (const session of ended) if (typeof session !== 'string') loggedOn.delete(session)
  return outcome
}

/** The check on a stage that is nothing but a set of sessions. */
async function play(serve: Server, given: { seed?: number; openAt?: (count: number) => void } = {}) {
  const loggedOn = new Set<TestSession>()
  const lists: (readonly Entry[])[] = []
  let opened = 0
  let limited = 0
  const enter = (userName: string) => {
    opened += 1
    given.openAt?.(opened)
    const session = testSession(`session ${opened}`, { userName })
    loggedOn.add(session)
    return session
  }
  const claim = (sessions: readonly TestSession[], wanted: boolean) => {
    const wrong = sessions.find((session) => loggedOn.has(session) !== wanted)
    if (wrong !== undefined) throw failed(wanted ? 'wrongly-ended' : 'not-ended', `${wrong.label} is wrong.`)
  }
  const outcomes = new Map<Call, string>()
  const stage: Partial<CheckContext> = {
    seed: given.seed ?? 1,
    hasLimited: true,
    open: (async (count: number) =>
      Array.from({ length: count }, () => enter('administrator'))) as CheckContext['open'],
    openLimited: async () => {
      limited += 1
      return enter('readonly')
    },
    unknownId: () => 'unknown',
    stateOf: async (session) => (loggedOn.has(session) ? 'alive' : 'dead'),
    terminate: async (list, options) => {
      lists.push(list)
      const call = {} as Call // Only handed on to what is expected of it.
      outcomes.set(call, serve(list, options?.as ?? testSession('nobody'), loggedOn))
      return call
    },
    expect: ((claimed: Call | TestSession[]) => ({
      toBeDead: async () => claim(claimed as TestSession[], false),
      toBeAlive: async () => claim(claimed as TestSession[], true),
      toBeTerminated: async () => {
        if (outcomes.get(claimed as Call) !== 'terminated') throw failed('unexpected-fault', 'It is no success.')
      },
      toBeFault: async (name: string) => {
        if (outcomes.get(claimed as Call) !== name) throw failed('unexpected-success', `It is not ${name}`)
      },
    })) as unknown as CheckContext['expect'], // One function for calls and sessions; the check asks each only for what it has.
  }
  const ending = await sequenceModel.run(stage as CheckContext).then(
    () => 'holds',
    (error: unknown) => error,
  )
  return { ending, lists, opened, limited }
}

describe('a sound server', () => {
  test('holds, whatever is drawn, within the logins that may be spent', async () => {
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const { ending, lists, opened, limited } = await play(sound, { seed })
      expect(ending).toBe('holds')
      // Where nobody is left for any place of a list, it is not sent.
      expect(lists.length).toBeGreaterThanOrEqual(10)
      expect(lists.length).toBeLessThanOrEqual(12)
      expect(opened).toBeLessThanOrEqual(11)
      expect(limited).toBeGreaterThan(0)
      for (const list of lists) expect(list.length).toBeGreaterThan(0)
      expect(Math.max(...lists.map(({ length }) => length))).toBeLessThanOrEqual(7)
    }
  })

  test('is asked about every kind of id', async () => {
    const runs = await Promise.all([1, 2, 3, 4, 5, 6].map((seed) => play(sound, { seed })))
    const entries = runs.flatMap(({ lists }) => lists.flat())
    expect(entries).toContain('unknown')
    expect(entries.some((entry) => typeof entry !== 'string' && entry.userName === 'readonly')).toBe(true)
    expect(runs.flatMap(({ lists }) => lists).some((list) => new Set(list).size < list.length)).toBe(true)
  })

  test('is asked the same for the same seed, and something else for another', async () => {
    const labels = async (seed: number) =>
      (await play(sound, { seed })).lists.map((list) => list.map((one) => (typeof one === 'string' ? one : one.label)))
    expect(await labels(5)).toEqual(await labels(5))
    expect(await labels(5)).not.toEqual(await labels(6))
  })
})

describe('a defect', () => {
  test('is shrunk to a short list that shows it', async () => {
    const leavesTheSecond: Server = (list, caller, loggedOn) => {
      const kept = [...loggedOn].find((session) => list.indexOf(session) === 1)
      const outcome = sound(list, caller, loggedOn)
      if (kept !== undefined) loggedOn.add(kept)
      return outcome
    }
    for (const seed of [1, 2, 3]) {
      const { ending } = await play(leavesTheSecond, { seed })
      expect(ending).toMatchObject({ verdict: 'fail', finding: { code: 'not-ended' } })
      expect((ending as VerdictError).finding.message).toMatch(
        new RegExp(
          `^session \\d+ is wrong\\. The shortest list that shows it: live(, \\w+){1,3} \\(seed ${seed}\\)\\.$`,
        ),
      )
    }
  })

  test.each<[string, Server, string, RegExp]>([
    [
      'an id that is unknown is passed over',
      (list, caller, loggedOn) => {
        sound(list, caller, loggedOn)
        return 'terminated'
      },
      'unexpected-success',
      /: (\w+, ){0,2}\w+ \(/,
    ],
    [
      'the own session is ended',
      (list, caller, loggedOn) => {
        const outcome = sound(list, caller, loggedOn)
        if (outcome === 'InvalidArgument') loggedOn.delete(caller)
        return outcome
      },
      'wrongly-ended',
      /: own/,
    ],
    [
      'somebody else is ended',
      (list, caller, loggedOn) => {
        const outcome = sound(list, caller, loggedOn)
        const other = [...loggedOn].find((session) => session !== caller && !list.includes(session))
        if (outcome === 'NotFound' && other !== undefined) loggedOn.delete(other)
        return outcome
      },
      'wrongly-ended',
      /: (unknown|ended|live)/,
    ],
  ])('%s', async (_, serve, code, shortest) => {
    const endings = await Promise.all([1, 2, 3, 4].map((seed) => play(serve, { seed })))
    const found = endings.filter(({ ending }) => ending !== 'holds')
    expect(found.length).toBeGreaterThan(0)
    for (const { ending, lists, opened } of found) {
      expect(ending).toMatchObject({ verdict: 'fail', finding: { code } })
      expect((ending as VerdictError).finding.message).toMatch(shortest)
      expect((ending as VerdictError).finding.message).toMatch(/^[^.]*[^.]\. The shortest list that shows it: /)
      // Twelve lists at most until one fails, twenty more to shorten it.
      expect(lists.length).toBeLessThanOrEqual(12 + 20)
      // And for each that fails, one caller more.
      expect(opened).toBeLessThanOrEqual(11 + 24 + 20)
    }
  })
})

describe('what keeps the search from going on', () => {
  test.each<[string, unknown]>([
    ['a prerequisite', unreached('no login')],
    ['an error of the suite', new TypeError('ours')],
  ])('is told as it is: %s', async (_, obstacle) => {
    let lists = 0
    const { ending } = await play((list, caller, loggedOn) => {
      lists += 1
      if (lists === 3) throw obstacle
      return sound(list, caller, loggedOn)
    })
    expect(ending).toBe(obstacle)
    expect(lists).toBe(3)
  })

  const lenient: Server = (list, caller, loggedOn) => {
    sound(list, caller, loggedOn)
    return 'terminated'
  }

  test.each<[string, Error]>([
    ['does not take back a list that was found', unreached('no login')],
    ['does, where it is an error of the suite', new TypeError('ours')],
  ])('%s', async (_, obstacle) => {
    const ending = async (stopsAtLogin: boolean) => {
      let isFound = false
      const serve: Server = (list, caller, loggedOn) => {
        if (isFound) throw obstacle
        isFound = predict<Entry>(list, caller, loggedOn).outcome !== 'terminated'
        return lenient(list, caller, loggedOn)
      }
      // The first login after a list has failed is that of a new caller.
      const openAt = () => {
        if (isFound && stopsAtLogin) throw obstacle
      }
      return play(serve, { openAt })
    }
    const whileShortened = await ending(false)
    const asCallerIsReplaced = await ending(true)
    for (const { ending } of [whileShortened, asCallerIsReplaced]) {
      if (obstacle instanceof TypeError) expect(ending).toBe(obstacle)
      else expect(ending).toMatchObject({ verdict: 'fail', finding: { code: 'unexpected-success' } })
    }
  })
})
