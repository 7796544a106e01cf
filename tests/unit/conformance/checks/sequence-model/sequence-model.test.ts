import { describe, expect, test } from 'vitest'
import { predict } from '../../../../../src/conformance/checks/sequence-model/predict.ts'
import { unreached, VerdictError } from '../../../../../src/conformance/errors/verdict-error.ts'
import { correct, type Entry, runModel, type Server } from './run-model.ts'

/** The message of a failure. @throws what else the check came to. */
const messageOf = (outcome: unknown): string => {
  if (outcome instanceof VerdictError && outcome.verdict === 'fail') return outcome.finding.message
  throw outcome
}

describe('a correct server', () => {
  test('the requirement is met, within the allowed lists and logins', async () => {
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const { outcome, lists, steps, opened, limited } = await runModel(correct, { seed })
      expect(outcome).toBe('met')
      // A list of which no place could be filled is not sent.
      expect(lists.length).toBeGreaterThanOrEqual(14)
      expect(lists.length).toBeLessThanOrEqual(16)
      expect(steps).toHaveLength(lists.length)
      expect(opened).toBeLessThanOrEqual(10)
      expect(limited).toBeGreaterThan(0)
      for (const list of lists) expect(list.length).toBeGreaterThan(0)
      expect(Math.max(...lists.map(({ length }) => length))).toBeLessThanOrEqual(7)
    }
  })

  test('the lists hold unknown ids, strings that are like a key, sessions of both users, and ids that are listed twice', async () => {
    const runs = await Promise.all([1, 2, 3, 4, 5, 6].map((seed) => runModel(correct, { seed })))
    const lists = runs.flatMap((run) => run.lists)
    const userNames = new Set(
      lists.flat().map((entry) => (typeof entry === 'string' ? entry.replace(/\d+/, '#') : entry.userName)),
    )
    expect([...userNames].sort()).toEqual([' session #', 'administrator', 'readonly', 'unknown'])
    expect(lists.some((list) => new Set(list).size < list.length)).toBe(true)
  })

  test('the same seed draws the same lists, and another seed draws others', async () => {
    const labels = async (seed: number) =>
      (await runModel(correct, { seed })).lists.map((list) =>
        list.map((entry) => (typeof entry === 'string' ? entry : entry.label)),
      )
    expect(await labels(5)).toEqual(await labels(5))
    expect(await labels(5)).not.toEqual(await labels(6))
  })

  test('each call is a step that is named for the kinds of its places', async () => {
    const { steps } = await runModel(correct)
    const kind = /a live session|an ended session|an unknown id|the caller's own id|an id again|an id like a key/g
    for (const step of steps)
      expect(step.replaceAll(kind, '#')).toMatch(/^(by another session, )?a list of #((, #)*,? and #)?$/)
  })
})

describe('a defective server', () => {
  test('the finding names the list as its step, the shortest that shows the defect', async () => {
    const leavesTheSecond: Server = (list, caller, loggedOn) => {
      const kept = [...loggedOn].find((session) => list.indexOf(session) === 1)
      const outcome = correct(list, caller, loggedOn)
      if (kept !== undefined) loggedOn.add(kept)
      return outcome
    }
    for (const seed of [1, 3, 4]) {
      const { outcome } = await runModel(leavesTheSecond, { seed })
      expect(outcome).toMatchObject({ verdict: 'fail', finding: { code: 'not-ended' } })
      expect(messageOf(outcome)).toMatch(
        new RegExp(
          `^a list of (a live session[\\w', ]*): session \\d+ is wrong\\. Within the limit of the search, no shorter list shows it \\(seed ${seed}\\)\\.$`,
        ),
      )
    }
  })

  test.each<[string, Server, string, RegExp]>([
    [
      'a server that skips unknown ids is found',
      (list, caller, loggedOn) => {
        correct(list, caller, loggedOn)
        return 'terminated'
      },
      'unexpected-success',
      /^(by another session, )?a list of [\w', ]+: /,
    ],
    [
      "a server that ends the caller's own session is found",
      (list, caller, loggedOn) => {
        const outcome = correct(list, caller, loggedOn)
        if (outcome === 'InvalidArgument') loggedOn.delete(caller)
        return outcome
      },
      'wrongly-ended',
      /^a list of the caller's own id/,
    ],
    [
      'a server that ends a session outside the list is found',
      (list, caller, loggedOn) => {
        const outcome = correct(list, caller, loggedOn)
        const other = [...loggedOn].find((session) => session !== caller && !list.includes(session))
        if (outcome === 'NotFound' && other !== undefined) loggedOn.delete(other)
        return outcome
      },
      'wrongly-ended',
      /^(by another session, )?a list of (an|a live)/,
    ],
  ])('%s', async (_, serve, code, shortest) => {
    const runs = await Promise.all([1, 2, 3, 4].map((seed) => runModel(serve, { seed })))
    const found = runs.filter(({ outcome }) => outcome !== 'met')
    expect(found.length).toBeGreaterThan(0)
    for (const { outcome, lists, opened } of found) {
      expect(outcome).toMatchObject({ verdict: 'fail', finding: { code } })
      expect(messageOf(outcome)).toMatch(shortest)
      expect(messageOf(outcome)).toMatch(
        /^(by another session, )?a list of [^.]*[^.]\. Within the limit of the search, no shorter list shows it \(seed \d\)\.$/,
      )
      // At most twelve lists until one fails, and twenty to shorten it.
      expect(lists.length).toBeLessThanOrEqual(12 + 20)
      // A new caller is opened for each list that fails.
      expect(opened).toBeLessThanOrEqual(6 + 24 + 20)
    }
  })
})

describe('an obstacle', () => {
  test.each<[string, unknown]>([
    ['a missing prerequisite ends the search and is thrown', unreached('no login')],
    ["the suite's own error ends the search and is thrown as it is", new TypeError('own')],
  ])('%s', async (_, obstacle) => {
    let calls = 0
    const { outcome, lists, steps } = await runModel((list, caller, loggedOn) => {
      calls += 1
      if (calls === 3) throw obstacle
      return correct(list, caller, loggedOn)
    })
    if (obstacle instanceof VerdictError) {
      expect(outcome).toMatchObject({ verdict: 'unreached', message: `${steps[2]}: ${obstacle.message}` })
    } else expect(outcome).toBe(obstacle)
    expect(lists).toHaveLength(3)
  })

  const lenient: Server = (list, caller, loggedOn) => {
    correct(list, caller, loggedOn)
    return 'terminated'
  }

  /** A run at a lenient server in which everything fails with the obstacle once a list was found: each login, or each call. */
  async function runWithObstacle(obstacle: Error, isAtLogin: boolean) {
    let isFound = false
    const serve: Server = (list, caller, loggedOn) => {
      if (isFound) throw obstacle
      isFound = predict<Entry>(list, caller, loggedOn).outcome !== 'terminated'
      return lenient(list, caller, loggedOn)
    }
    // The first login after a list has failed is that of the new caller.
    const onLogin = () => {
      if (isFound && isAtLogin) throw obstacle
    }
    return (await runModel(serve, { onLogin })).outcome
  }

  test.each<[string, boolean]>([
    ['a list that was found is reported where the new caller cannot log in', true],
    ['a list that was found is reported where a call of the search is unreached', false],
  ])('%s', async (_, isAtLogin) => {
    expect(await runWithObstacle(unreached('no login'), isAtLogin)).toMatchObject({
      verdict: 'fail',
      finding: { code: 'unexpected-success' },
    })
  })

  test.each<[string, boolean]>([
    ["the suite's own error at the login of the new caller outranks a list that was found", true],
    ["the suite's own error in a call of the search outranks a list that was found", false],
  ])('%s', async (_, isAtLogin) => {
    const own = new TypeError('own')
    expect(await runWithObstacle(own, isAtLogin)).toBe(own)
  })
})
