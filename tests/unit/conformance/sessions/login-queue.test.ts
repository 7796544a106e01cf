import { describe, expect, test, vi } from 'vitest'
import {
  failedPrerequisite,
  OpeningRefused,
  unanswered,
  unreached,
} from '../../../../src/conformance/errors/verdict-error.ts'
import { createLoginQueue } from '../../../../src/conformance/sessions/login-queue.ts'

/** A login that is answered when the test says so. */
function pendingLogin<Opened>() {
  let answer: (opened: Opened) => void = () => {}
  let refuse: (error: unknown) => void = () => {}
  const answered = new Promise<Opened>((resolve, reject) => {
    answer = resolve
    refuse = reject
  })
  let isSent = false
  const login = () => {
    isSent = true
    return answered
  }
  return { login, answer, refuse, isSent: () => isSent }
}

/** Runs everything that waits for no login. */
const settle = () => new Promise((resolve) => setImmediate(resolve))

describe('createLoginQueue', () => {
  test('the first login of a user is sent alone, and the others of that user follow once it is answered', async () => {
    const queue = createLoginQueue()
    const [first, second, other] = [pendingLogin<string>(), pendingLogin<string>(), pendingLogin<string>()]
    const opened = [
      queue.login('user', first.login),
      queue.login('user', second.login),
      queue.login('other', other.login),
    ]
    await settle()
    expect([first, second, other].map(({ isSent }) => isSent())).toEqual([true, false, true])
    first.answer('first')
    await settle()
    expect(second.isSent()).toBe(true)
    second.answer('second')
    other.answer('other')
    expect(await Promise.all(opened)).toEqual(['first', 'second', 'other'])
  })

  test.each<[string, 'login' | 'clone', number]>([
    ['at most six logins are under way at once', 'login', 6],
    ['at most twenty-four clones are under way at once', 'clone', 24],
  ])('%s', async (_, by, atOnce) => {
    const queue = createLoginQueue()
    await queue.login('user', async () => {})
    const all = Array.from({ length: 26 }, () => pendingLogin<void>())
    const opened = all.map(({ login }) => queue.login('user', login, by))
    await settle()
    expect(all.filter(({ isSent }) => isSent())).toHaveLength(atOnce)
    all[0]?.answer()
    await settle()
    expect(all.filter(({ isSent }) => isSent())).toHaveLength(atOnce + 1)
    for (const { answer } of all) answer()
    await Promise.all(opened)
  })

  test('where the first login of a user is refused, no other login of that user is sent', async () => {
    const queue = createLoginQueue()
    const refused = unreached('Login was refused')
    await expect(queue.login('user', () => Promise.reject(refused))).rejects.toBe(refused)
    const next = pendingLogin<void>()
    await expect(queue.login('user', next.login)).rejects.toBe(refused)
    expect(next.isSent()).toBe(false)
  })

  test.each<[string, unknown]>([
    ['where the first login of a user gets no answer, the next login is sent', unanswered('nothing came')],
    ['where the first login of a user fails by an error of the suite, the next login is sent', new TypeError('ours')],
  ])('%s', async (_, error) => {
    const queue = createLoginQueue()
    await expect(queue.login('user', () => Promise.reject(error))).rejects.toBe(error)
    expect(await queue.login('user', async () => 'opened')).toBe('opened')
  })

  test('a login that is refused after the first one stops no other login', async () => {
    const queue = createLoginQueue()
    await queue.login('user', async () => {})
    await expect(queue.login('user', () => Promise.reject(unreached('no')))).rejects.toThrow('no')
    expect(await queue.login('user', async () => 'opened')).toBe('opened')
  })

  test('settled waits until every login under way is answered or refused', async () => {
    const queue = createLoginQueue()
    await queue.settled()
    const [one, other] = [pendingLogin<void>(), pendingLogin<void>()]
    const opened = [queue.login('a', one.login), queue.login('b', other.login)]
    const events: string[] = []
    const settled = queue.settled().then(() => events.push('settled'))
    one.answer()
    await settle()
    expect(events).toEqual([])
    other.refuse(new Error('no'))
    await settled
    expect(events).toEqual(['settled'])
    expect((await Promise.allSettled(opened)).map((ending) => ending.status)).toEqual(['fulfilled', 'rejected'])
    await queue.settled()
  })

  test('after three refusals in a row, of a user whose logins had succeeded, no more are sent', async () => {
    const queue = createLoginQueue()
    await queue.login('user', async () => 'first')
    const refuse = () => queue.login('user', async () => Promise.reject(unreached('Login was refused: "too many"')))
    for (let count = 0; count < 3; count += 1) await expect(refuse()).rejects.toThrow('Login was refused')
    const login = vi.fn(async () => 'late')
    await expect(queue.login('user', login)).rejects.toMatchObject({
      verdict: 'unreached',
      message:
        'no more sessions are opened as user, because the last 3 tries failed after others had succeeded; the last: Login was refused: "too many"',
    })
    expect(login).not.toHaveBeenCalled()
    expect(await queue.login('other', async () => 'another user')).toBe('another user')
  })

  test('after one refusal of the account, although its logins had succeeded, no more are sent: another might lock it', async () => {
    const queue = createLoginQueue()
    await queue.login('user', async () => 'first')
    const locked = new OpeningRefused('Login was refused: "locked"', 'account')
    await expect(queue.login('user', async () => Promise.reject(locked))).rejects.toBe(locked)
    const login = vi.fn(async () => 'late')
    await expect(queue.login('user', login)).rejects.toMatchObject({
      verdict: 'unreached',
      message: 'no more logins as user are sent, because the account was refused: Login was refused: "locked"',
    })
    expect(login).not.toHaveBeenCalled()
  })

  test('three refusals of one session more speak of a limit, in whatever words; each later one does, too', async () => {
    const queue = createLoginQueue()
    await queue.login('user', async () => 'first')
    const refused = new OpeningRefused('Login was refused: "no"')
    const refuse = () => queue.login('user', async () => Promise.reject(refused)).catch((error: unknown) => error)
    expect(queue.hasRefused).toBe(false)
    const codes = [await refuse(), await refuse(), await refuse(), await refuse()].map(failedPrerequisite)
    expect(codes).toEqual(['prerequisite', 'prerequisite', 'session-limit', 'session-limit'])
    expect([queue.isLimited, queue.hasRefused]).toEqual([true, true])
    queue.reopen()
    expect(failedPrerequisite(await refuse())).toBe('session-limit')
    expect(await queue.login('user', async () => 'later')).toBe('later')
  })

  test('refusals because the session that is to be cloned has ended speak of no limit', async () => {
    const queue = createLoginQueue()
    await queue.login('user', async () => 'first')
    const ended = new OpeningRefused('AcquireCloneTicket was refused', 'caller')
    for (let count = 0; count < 4; count += 1)
      await queue.login('user', async () => Promise.reject(ended)).catch(() => {})
    expect([queue.isLimited, queue.hasRefused]).toEqual([false, false])
  })

  test('a success between refusals shows that there is no limit', async () => {
    const queue = createLoginQueue()
    const refuse = () => queue.login('user', async () => Promise.reject(unreached('refused'))).catch(() => 'refused')
    const open = () => queue.login('user', async () => 'opened')
    expect(await open()).toBe('opened')
    for (const step of [refuse, refuse, open, refuse, refuse, open]) await step()
    expect(await open()).toBe('opened')
  })
})
