import { describe, expect, test } from 'vitest'
import { unanswered, unreached } from '../../../../src/conformance/errors/verdict-error.ts'
import { createLoginQueue } from '../../../../src/conformance/sessions/login-queue.ts'

/** A login that is answered when the test says so. */
function held<Opened>() {
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

/** Lets everything happen that waits for nothing. */
const settle = () => new Promise((resolve) => setImmediate(resolve))

describe('logins', () => {
  test('the first of a user goes alone, the others follow it', async () => {
    const logins = createLoginQueue()
    const [first, second, other] = [held<string>(), held<string>(), held<string>()]
    const opened = [
      logins.login('user', first.login),
      logins.login('user', second.login),
      logins.login('other', other.login),
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

  test('at most six are under way at once', async () => {
    const logins = createLoginQueue()
    await logins.login('user', async () => {})
    const all = Array.from({ length: 8 }, () => held<void>())
    const opened = all.map(({ login }) => logins.login('user', login))
    await settle()
    expect(all.filter(({ isSent }) => isSent())).toHaveLength(6)
    all[0]?.answer()
    await settle()
    expect(all.filter(({ isSent }) => isSent())).toHaveLength(7)
    for (const { answer } of all) answer()
    await Promise.all(opened)
  })

  test('where the first of a user is refused, none of that user follows', async () => {
    const logins = createLoginQueue()
    const refused = unreached('Login was refused')
    await expect(logins.login('user', () => Promise.reject(refused))).rejects.toBe(refused)
    const next = held<void>()
    await expect(logins.login('user', next.login)).rejects.toBe(refused)
    expect(next.isSent()).toBe(false)
  })

  test.each<[string, unknown]>([
    ['gets no answer', unanswered('nothing came')],
    ['fails for another reason', new TypeError('ours')],
  ])('where the first of a user %s, the next may try', async (_, error) => {
    const logins = createLoginQueue()
    await expect(logins.login('user', () => Promise.reject(error))).rejects.toBe(error)
    expect(await logins.login('user', async () => 'in')).toBe('in')
  })

  test('a later refusal keeps nobody out', async () => {
    const logins = createLoginQueue()
    await logins.login('user', async () => {})
    await expect(logins.login('user', () => Promise.reject(unreached('no')))).rejects.toThrow('no')
    expect(await logins.login('user', async () => 'in')).toBe('in')
  })

  test('are settled when those under way are answered, however', async () => {
    const logins = createLoginQueue()
    await logins.settled()
    const [one, other] = [held<void>(), held<void>()]
    const opened = [logins.login('a', one.login), logins.login('b', other.login)]
    const events: string[] = []
    const settled = logins.settled().then(() => events.push('settled'))
    one.answer()
    await settle()
    expect(events).toEqual([])
    other.refuse(new Error('no'))
    await settled
    expect(events).toEqual(['settled'])
    expect((await Promise.allSettled(opened)).map((ending) => ending.status)).toEqual(['fulfilled', 'rejected'])
    await logins.settled()
  })
})
