import { randomBytes } from 'node:crypto'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { runSuite } from '../../../../src/conformance/index.ts'
import { encodingsOf } from '../../../../src/conformance/redaction/encodings.ts'
import { maskSessions } from '../../../../src/conformance/redaction/mask-sessions.ts'
import { createMasker } from '../../../../src/conformance/redaction/masker.ts'
import { createOrdering } from '../../../../src/conformance/replay/ordering.ts'
import { createVCenter } from '../../../../src/mock/index.ts'
import { mockTarget } from '../../../support/mock-target.ts'
import { principals } from '../../../support/principals.ts'

describe('the spellings of a text', () => {
  test('are those of JSON, of URLs and of HTML', () => {
    expect(encodingsOf('a/b é<&>"\'!(c)*')).toEqual(
      expect.arrayContaining([
        'a/b é<&>"\'!(c)*',
        'a/b é<&>\\"\'!(c)*',
        'a\\/b é<&>\\"\'!(c)*',
        'a/b \\u00e9<&>\\"\'!(c)*',
        'a\\/b \\u00e9<&>\\"\'!(c)*',
        'a/b é\\u003c\\u0026\\u003e\\"\'!(c)*',
        "a%2Fb%20%C3%A9%3C%26%3E%22'!(c)*",
        'a%2Fb%20%C3%A9%3C%26%3E%22%27%21%28c%29%2a',
        "a%2Fb+%C3%A9%3C%26%3E%22'!(c)*",
        'a%2Fb+%C3%A9%3C%26%3E%22%27%21%28c%29%2a',
        'a/b é&lt;&amp;&gt;&quot;&#39;!(c)*',
      ]),
    )
  })

  test('are each there once', () => {
    const spellings = encodingsOf('plain-word')
    expect(new Set(spellings).size).toBe(spellings.length)
    expect(spellings.filter((spelling) => spelling === 'plain-word')).toHaveLength(1)
  })

  test.each([9, 10, 11, 12])('are those of base64, wherever it stands among other bytes (%i long)', (length) => {
    const text = 'secret-word-of'.slice(0, length)
    const spellings = encodingsOf(text)
    for (const before of [0, 1, 2, 3]) {
      const shift = before % 3
      // What the neighbours have no part in: the characters all of whose six bits are the text's own.
      const own = [Math.ceil((shift * 8) / 6), Math.floor(((shift + length) * 8) / 6)] as const
      for (const after of [0, 1, 2, 3]) {
        const bytes = Buffer.concat([randomBytes(before), Buffer.from(text), randomBytes(after)])
        const skipped = Math.floor(before / 3) * 4
        const piece = bytes.toString('base64').slice(skipped + own[0], skipped + own[1])
        expect(spellings).toContain(piece)
        expect(spellings).toContain(piece.replaceAll('+', '-').replaceAll('/', '_'))
      }
    }
  })
})

describe('what may be hidden', () => {
  const names = (count: number) => Array.from({ length: count }, (_, index) => `somebody-${index}`)

  test('is bounded for what a target chooses, in number', () => {
    const pseudonyms = createMasker([])
    for (const name of names(20_001)) pseudonyms.maskPrivate(name)
    expect(pseudonyms.privateCount()).toBe(20_000)
    expect(pseudonyms.mask('somebody-19999 somebody-20000')).toBe(
      `${pseudonyms.pseudonymOf('somebody-19999')} somebody-20000`,
    )
    pseudonyms.maskCookie('carried-by-a-cookie')
    expect(pseudonyms.mask('carried-by-a-cookie')).toBe('carried-by-a-cookie')
  })

  test('and in length', () => {
    const pseudonyms = createMasker([])
    for (const length of [512, 513]) pseudonyms.maskPrivate('x'.repeat(length - 1).concat('y'))
    expect(pseudonyms.privateCount()).toBe(1)
    expect(pseudonyms.mask(`${'x'.repeat(511)}y`)).toBe(pseudonyms.pseudonymOf(`${'x'.repeat(511)}y`))
    expect(pseudonyms.mask(` ${'z'.repeat(3)}${'x'.repeat(512)}y`)).toContain('xxxx')
  })

  test('counts each once, and words of the protocol not at all', () => {
    const pseudonyms = createMasker([])
    for (const name of ['somebody', 'somebody', 'session', 'SESSION', 'UserSession']) pseudonyms.maskPrivate(name)
    expect(pseudonyms.privateCount()).toBe(1)
    expect(pseudonyms.mask('session SESSION UserSession')).toBe('session SESSION UserSession')
  })

  test('is bounded for secrets by their length in all, and hidden by its place beyond', () => {
    const pseudonyms = createMasker([])
    const [half, rest, more] = ['a', 'b', 'c'].map((letter, index) =>
      letter.repeat(524_288 + (index === 2 ? -524_282 : 0)),
    )
    for (const secret of [half, rest, more]) pseudonyms.maskSecret(secret ?? '')
    expect(pseudonyms.mask(rest ?? '')).toBe(pseudonyms.pseudonymOf(rest ?? ''))
    expect(pseudonyms.mask(more ?? '')).toBe('cccccc')
    expect(pseudonyms.isSecret(more ?? '')).toBe(true)
    expect(pseudonyms.isSecret('dddddd')).toBe(false)
  })

  test('as a secret is so inside a longer word, and without its first or last character; a name is not', () => {
    const pseudonyms = createMasker([])
    pseudonyms.maskSecret('secret-word')
    pseudonyms.maskCookie('cookie-word')
    pseudonyms.maskPrivate('person-word')
    const { pseudonymOf } = pseudonyms
    expect(pseudonyms.mask('xsecret-wordx')).toBe(`x${pseudonymOf('secret-word')}x`)
    expect(pseudonyms.mask('xcookie-wordx')).toBe(`x${pseudonymOf('cookie-word')}x`)
    expect(pseudonyms.mask('xperson-wordx')).toBe('xperson-wordx')
    expect(pseudonyms.mask('secret-wor/ecret-word')).toBe(
      `${pseudonymOf('secret-word').slice(0, -1)}/${pseudonymOf('secret-word').slice(1)}`,
    )
    expect(pseudonyms.mask('person-wor/erson-word')).toBe('person-wor/erson-word')
  })
})

describe('a sealed session', () => {
  const sealed = (session: object) => {
    const pseudonyms = createMasker([])
    const text = maskSessions(JSON.stringify([session]), true, pseudonyms, () => false)
    return { pseudonyms, session: JSON.parse(text ?? '')[0] }
  }

  test('has a pseudonym for each text, and nothing for what is nested', () => {
    const { session, pseudonyms } = sealed({
      key: 7,
      userName: 'x',
      more: { nested: 1 },
      none: null,
      calls: 3,
      ok: true,
    })
    const { pseudonymOf } = pseudonyms
    expect(session).toEqual({
      key: pseudonymOf('7'),
      userName: pseudonymOf('x'),
      more: null,
      none: null,
      calls: 3,
      ok: true,
    })
  })

  test.each(['CORPORATE\\alice.smith', 'alice.smith@corporate', 'CORPORATE\\alice.smith@corporate'])(
    'of %s hides the name, and the account alone',
    (userName) => {
      const { pseudonyms } = sealed({ userName })
      expect(pseudonyms.mask(`"${userName}"`)).toBe(`"${pseudonyms.pseudonymOf(userName)}"`)
      expect(pseudonyms.mask('by alice.smith, not malice.smithson')).toBe(
        `by ${pseudonyms.pseudonymOf('alice.smith')}, not malice.smithson`,
      )
    },
  )

  test('hides no part of what is no account', () => {
    const { pseudonyms } = sealed({ userName: 'somebody', fullName: 'Firstname@Lastname' })
    expect(pseudonyms.mask('Firstname')).toBe('Firstname')
  })
})

describe('turns', () => {
  // With the clock standing still, nobody is passed over for coming late.
  afterEach(() => {
    vi.useRealTimers()
  })
  const settle = async () => {
    for (let count = 0; count < 20; count += 1) await new Promise((resolve) => setImmediate(resolve))
  }
  const taking = (turns: ReturnType<typeof createOrdering>, taken: number[], ...numbers: number[]) => {
    for (const number of numbers) void turns.waitFor(number).then(() => taken.push(number))
  }

  test('come as soon as all before them have happened, in whatever order they did', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const turns = createOrdering(new Set([0, 1, 2, 3, 4, 5]))
    const taken: number[] = []
    taking(turns, taken, 5, 3)
    turns.pass(2)
    await settle()
    expect(taken).toEqual([])
    turns.pass(1)
    turns.pass(0)
    await settle()
    expect(taken).toEqual([3])
    turns.pass(4)
    await settle()
    expect(taken).toEqual([3, 5])
  })

  test('one at a time, each after what the one before has set going', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const turns = createOrdering(new Set([0, 1, 2]))
    const order: string[] = []
    void turns.waitFor(0).then(() => {
      order.push('0')
      queueMicrotask(() => queueMicrotask(() => order.push('what 0 has set going')))
    })
    void turns.waitFor(1).then(() => order.push('1'))
    void turns.waitFor(2).then(() => order.push('2'))
    await settle()
    expect(order).toEqual(['0', 'what 0 has set going', '1', '2'])
  })

  test('of what has happened twice, or is expected by nobody, hold nobody up', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const turns = createOrdering(new Set([1, 2, 3]))
    const taken: number[] = []
    turns.pass(1)
    turns.pass(99)
    await settle()
    turns.pass(1)
    taking(turns, taken, 2, 98)
    await settle()
    expect(taken.sort()).toEqual([2, 98])
    taking(turns, taken, 3)
    await settle()
    expect(taken).toContain(3)
  })

  test('that wait for what does not happen come after fifteen milliseconds without anything new', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const turns = createOrdering(new Set([0, 1, 2, 3]))
    const taken: number[] = []
    taking(turns, taken, 3, 2)
    await settle()
    vi.advanceTimersByTime(14)
    turns.pass(0)
    await settle()
    vi.advanceTimersByTime(14)
    await settle()
    expect(taken).toEqual([])
    vi.advanceTimersByTime(1)
    await settle()
    expect(taken).toEqual([2, 3])
  })
})

test('the address of the target is told, also where somebody is logged on from it', async () => {
  const vcenter = createVCenter()
  const { userName, password } = principals.controller
  vcenter.login(userName, password, { ipAddress: '10.11.12.13', userAgent: 'somebody' })
  const target = { ...mockTarget({ vcenter }), url: 'https://10.11.12.13' }
  const { target: about, exchanges } = await runSuite(target, { only: ['terminate.success.no-content'] })
  expect(about.url).toBe('https://10.11.12.13')
  const lists = exchanges.filter(({ path }) => path.endsWith('/sessionList'))
  expect(lists.length).toBeGreaterThan(0)
  expect(JSON.stringify(lists)).not.toContain('10.11.12.13')
})
