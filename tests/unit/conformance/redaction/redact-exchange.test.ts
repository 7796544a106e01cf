import { describe, expect, test } from 'vitest'
import { createMasker } from '../../../../src/conformance/redaction/masker.ts'
import { createReplacer } from '../../../../src/conformance/redaction/multi-pattern.ts'
import { maskHandedOver, redactExchange } from '../../../../src/conformance/redaction/redact-exchange.ts'
import { createOrdering } from '../../../../src/conformance/replay/ordering.ts'
import type { Exchange } from '../../../../src/conformance/transport/exchange.ts'
import { asking } from '../../../support/scripted.ts'

describe('words in a text', () => {
  const replaced = (text: string, ...words: [string, string][]) => {
    const replacement = createReplacer()
    for (const [word, by] of words) replacement.add(word, by)
    return replacement.apply(text)
  }

  test.each<[string, string, [string, string][], string]>([
    ['at the beginning', 'secret, and more', [['secret', 'S']], 'S, and more'],
    ['at the end', 'here: secret', [['secret', 'S']], 'here: S'],
    ['alone', 'secret', [['secret', 'S']], 'S'],
    ['several times, side by side', 'secretsecret secret', [['secret', 'S']], 'SS S'],
    ['in other case', 'Secret sEcrET', [['secret', 's']], 's s'],
    ['in capitals', 'SECRET', [['secret', 'pseudonym']], 'PSEUDONYM'],
    ['that is written in capitals', 'SECRET', [['SECRET', 'pseudonym']], 'pseudonym'],
    ['of digits alone', '123456', [['123456', 'digits']], 'digits'],
    [
      'the longest that begins there',
      'secret-long secret',
      [
        ['secret', 'S'],
        ['secret-long', 'L'],
      ],
      'L S',
    ],
    [
      'the longest, whichever was there first',
      'secret-long',
      [
        ['secret-long', 'L'],
        ['secret', 'S'],
      ],
      'L',
    ],
    ['that is too short to be told from a word', 'abcde', [['abcde', 'S']], 'abcde'],
    [
      'a second time keeps what it has',
      'secret',
      [
        ['secret', 'S'],
        ['SECRET', 'T'],
      ],
      'S',
    ],
    ['that is not there', 'secre', [['secret', 'S']], 'secre'],
    ['in an empty text', '', [['secret', 'S']], ''],
    ['inside another', 'the secretary', [['secret', 'S']], 'the Sary'],
  ])('%s', (_, text, words, expected) => {
    expect(replaced(text, ...words)).toBe(expected)
  })
})

describe('pseudonyms', () => {
  const secret = 'T0ken/with+odd="signs"'

  test('are the same for the same value within a run, and others in another', () => {
    const [one, other] = [createMasker([]), createMasker([])]
    expect(one.pseudonymOf(secret)).toBe(one.pseudonymOf(secret))
    expect(one.pseudonymOf(secret)).not.toBe(one.pseudonymOf('another'))
    expect(one.pseudonymOf(secret)).not.toBe(other.pseudonymOf(secret))
    expect(one.pseudonymOf(secret)).toMatch(/^redacted-[0-9a-f]{16}$/)
  })

  const forms: [string, string][] = [
    ['as it is', secret],
    ['in JSON', JSON.stringify(secret)],
    ['in a URL', `?token=${encodeURIComponent(secret)}`],
    ['in base64', Buffer.from(secret).toString('base64')],
    ['in base64, after one character', Buffer.from(`:${secret}`).toString('base64')],
    ['in base64, after two characters', Buffer.from(`a:${secret} and more`).toString('base64')],
    ['in a strict URL', encodeURIComponent(secret).replaceAll('!', '%21')],
    ['in JSON that escapes slashes', JSON.stringify(secret).replaceAll('/', '\\/')],
    ['in HTML', secret.replaceAll('"', '&quot;')],
    ['in base64 of URLs', Buffer.from(secret).toString('base64url')],
    ['without its last character', secret.slice(0, -1)],
    ['without its first character', secret.slice(1)],
  ]
  test.each(forms)('stand for what is hidden, %s', (_, text) => {
    const pseudonyms = createMasker([])
    pseudonyms.maskSecret(secret)
    const cleaned = pseudonyms.mask(`before ${text} after`)
    expect(cleaned).toMatch(/^before .*after$/)
    expect(cleaned).toContain(pseudonyms.pseudonymOf(secret).slice(1, -1))
    expect(cleaned).not.toContain('ken/with')
    expect(cleaned).not.toContain(Buffer.from(secret.slice(3, 12)).toString('base64'))
  })

  test('leave alone what is part of the name of a principal', () => {
    const pseudonyms = createMasker(['Administrator@vsphere.local'])
    pseudonyms.maskSecret('administrator')
    pseudonyms.maskSecret('vsphere.localhost')
    expect(pseudonyms.mask('administrator at vsphere.localhost')).toBe(
      `administrator at ${pseudonyms.pseudonymOf('vsphere.localhost')}`,
    )
  })

  test('of a word in capitals are in capitals', () => {
    const pseudonyms = createMasker([])
    pseudonyms.maskSecret('abcdef-token')
    expect(pseudonyms.mask('ABCDEF-TOKEN')).toBe(pseudonyms.pseudonymOf('abcdef-token').toUpperCase())
  })
})

describe('an exchange is kept without', () => {
  const exchange = (
    given: Partial<Exchange>,
    answered: object | string,
    headers: [string, string][] = [],
  ): Exchange => ({
    ...asking('/sdk/sessionList'),
    answer: {
      kind: 'answered',
      place: 1,
      status: 200,
      headers,
      body: { kind: 'kept', text: typeof answered === 'string' ? answered : JSON.stringify(answered) },
    },
    ...given,
  })
  const isOwn = (key: string) => key.startsWith('own')
  const textOf = ({ answer }: Exchange) =>
    answer.kind === 'answered' && answer.body.kind === 'kept' ? answer.body.text : ''

  const foreign = {
    _typeName: 'UserSession',
    key: 'foreign-key',
    userName: 'VSPHERE.LOCAL\\somebody',
    fullName: 'Some Body',
    loginTime: '2026-01-01T00:00:00Z',
    locale: 'en',
    ipAddress: '10.1.2.3',
    callCount: 7,
    extensionSession: false,
    more: { nested: 'private' },
  }

  test('what tells other people’s sessions apart', () => {
    const pseudonyms = createMasker([])
    const kept = redactExchange(exchange({}, [foreign, { ...foreign, key: 'own-key' }]), pseudonyms, isOwn)
    const { pseudonymOf } = pseudonyms
    expect(JSON.parse(textOf(kept))).toEqual([
      {
        _typeName: 'UserSession',
        key: pseudonymOf('foreign-key'),
        userName: pseudonymOf('VSPHERE.LOCAL\\somebody'),
        fullName: pseudonymOf('Some Body'),
        loginTime: '2026-01-01T00:00:00Z',
        locale: 'en',
        ipAddress: pseudonymOf('10.1.2.3'),
        callCount: 7,
        extensionSession: false,
        more: null,
      },
      {
        ...foreign,
        key: 'own-key',
        fullName: pseudonymOf('Some Body'),
        userName: pseudonymOf('VSPHERE.LOCAL\\somebody'),
        ipAddress: pseudonymOf('10.1.2.3'),
      },
    ])
  })

  test.each<[string, object]>([
    ['whose name has half a character', { ...foreign, userName: '\ud800somebody' }],
    ['whose key is a number', { ...foreign, key: 1 }],
    ['without a key', { ...foreign, key: undefined }],
    ['without a name', { key: 'foreign-key', ipAddress: '10.1.2.3', fullName: 'Some Body', principal: 'somebody' }],
  ])('the same of a session %s', (_, session) => {
    const text = textOf(redactExchange(exchange({}, [session, foreign]), createMasker([]), isOwn))
    for (const word of ['foreign-key', 'somebody', 'Some Body', '10.1.2.3', 'private']) expect(text).not.toContain(word)
  })

  test('the key of whatever a list shows', () => {
    const pseudonyms = createMasker([])
    const kept = redactExchange(exchange({}, [{ key: 'foreign-key', more: 1 }, { key: 'own-key' }]), pseudonyms, isOwn)
    expect(JSON.parse(textOf(kept))).toEqual([
      { key: pseudonyms.pseudonymOf('foreign-key'), more: 1 },
      { key: 'own-key' },
    ])
  })

  test('all of a list that is broken, but not of what else is no JSON', () => {
    const broken = `[${JSON.stringify(foreign)}`
    const keptOf = (path: string, text: string) =>
      redactExchange(exchange({ path }, text), createMasker([]), isOwn).answer
    expect(keptOf('/sdk/sessionList', broken)).toMatchObject({ body: { kind: 'left-out', length: broken.length } })
    expect(keptOf('/sdk/other', 'userName')).toMatchObject({ body: { kind: 'kept', text: 'userName' } })
  })

  test('nothing of the messages of a fault, whose keys are no sessions’', () => {
    const fault = { _typeName: 'SystemError', faultMessage: [{ key: 'com.vmware.vim.error', arg: [] }] }
    const made = exchange({}, fault)
    const answer = { ...made.answer, status: 500 } as Exchange['answer']
    expect(textOf(redactExchange({ ...made, answer }, createMasker([]), isOwn))).toBe(JSON.stringify(fault))
  })

  test('what stands in a list of half a million', () => {
    const text = `[${JSON.stringify(foreign)}${',0'.repeat(500_000)}]`
    expect(textOf(redactExchange(exchange({}, text), createMasker([]), isOwn))).not.toContain('foreign-key')
  })

  test.each([1, 5, 513, 4000])('a token of %i characters, whoever else is hidden', (length) => {
    const pseudonyms = createMasker([])
    for (let each = 0; each < 20_001; each += 1) pseudonyms.maskPrivate(`somebody-${each}`)
    const token = 'tokens-of-any-length/'.repeat(length).slice(-length)
    const headers: [string, string][] = [['vmware-api-session-id', token]]
    maskHandedOver(new Headers(), new Headers(headers), pseudonyms)
    const kept = redactExchange(exchange({ headers }, length > 5 ? { token } : '', headers), pseudonyms, isOwn)
    const hidden = [['vmware-api-session-id', pseudonyms.pseudonymOf(token)]]
    expect(kept).toMatchObject({ headers: hidden, answer: { headers: hidden } })
    if (length > 5) expect(textOf(kept)).toBe(JSON.stringify({ token: pseudonyms.pseudonymOf(token) }))
  })

  test('all of it, where a session of others is nested beyond measure', () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
    const kept = redactExchange(exchange({}, `[${JSON.stringify(foreign)},${deep}]`), createMasker([]), isOwn)
    expect(kept.answer).toMatchObject({ body: { kind: 'left-out' } })
  })

  test('the account alone, and a name as a word alone', () => {
    const pseudonyms = createMasker([])
    redactExchange(exchange({}, [{ ...foreign, userName: 'CORPORATE\\alice.smith' }]), pseudonyms, isOwn)
    expect(pseudonyms.mask('by alice.smith, not malice.smithson')).toBe(
      `by ${pseudonyms.pseudonymOf('alice.smith')}, not malice.smithson`,
    )
  })

  test('a cookie, however short, and one that has no name', () => {
    const pseudonyms = createMasker([])
    const headers: [string, string][] = [
      ['set-cookie', 'a=b; Path=/'],
      ['set-cookie', 'nameless; Path=/'],
    ]
    expect(redactExchange(exchange({}, '', headers), pseudonyms, isOwn).answer).toMatchObject({
      headers: [
        ['set-cookie', `a=${pseudonyms.pseudonymOf('b')}; Path=/`],
        ['set-cookie', `${pseudonyms.pseudonymOf('nameless')}; Path=/`],
      ],
    })
  })

  test('the same in a list that is wrapped, and in one session', () => {
    const pseudonyms = createMasker([])
    for (const answered of [foreign, { _value: [foreign] }, { returnval: { session: foreign } }]) {
      const text = textOf(redactExchange(exchange({}, answered), pseudonyms, isOwn))
      for (const word of ['foreign-key', 'somebody', 'Some Body', '10.1.2.3', 'private'])
        expect(text).not.toContain(word)
    }
  })

  test('what is known of others, wherever it stands later', () => {
    const pseudonyms = createMasker([])
    redactExchange(exchange({}, [foreign]), pseudonyms, isOwn)
    const later = redactExchange(
      exchange(
        { path: '/sdk/foreign-key', query: '?from=10.1.2.3' },
        { message: 'foreign-key is VSPHERE.LOCAL\\somebody' },
        [['x-seen', 'foreign-key']],
      ),
      pseudonyms,
      isOwn,
    )
    expect(JSON.stringify(later)).not.toMatch(/foreign-key|somebody|10\.1\.2\.3/)
  })

  test('a password, however short', () => {
    const pseudonyms = createMasker([])
    const body = JSON.stringify({ userName: 'user', password: 'pw' })
    const kept = redactExchange(exchange({ method: 'POST', path: '/sdk/Login', body }, ''), pseudonyms, isOwn)
    expect(kept.body).toBe(JSON.stringify({ userName: 'user', password: pseudonyms.pseudonymOf('pw') }))
    expect(redactExchange(exchange({ method: 'POST', path: '/sdk/Other', body }, ''), pseudonyms, isOwn).body).toBe(
      body,
    )
  })

  test('what a token or a cookie carries', () => {
    const pseudonyms = createMasker([])
    const headers = new Headers({ 'vmware-api-session-id': 'the-token' })
    headers.append('set-cookie', 'sid="the-cookie"; Path=/; HttpOnly')
    headers.append('set-cookie', 'other=another-cookie')
    maskHandedOver(new Headers(), headers, pseudonyms)
    const kept = redactExchange(
      exchange({ headers: [['vmware-api-session-id', 'the-token']] }, '', [...headers]),
      pseudonyms,
      isOwn,
    )
    expect(kept.headers).toEqual([['vmware-api-session-id', pseudonyms.pseudonymOf('the-token')]])
    expect(JSON.stringify(kept)).not.toMatch(/the-token|the-cookie|another-cookie/)
    expect(JSON.stringify(kept)).toContain(pseudonyms.pseudonymOf('the-cookie'))
  })

  test.each<[string, string, string | undefined]>([
    ['by its name', 'sid=abcdefghijklmnop; Path=/', 'abcdefghijklmnop'],
    ['in quotes, after blanks', 'sid= "abcdefghijklmnop"; Path=/', 'abcdefghijklmnop'],
    ['without a name', 'abcdefghijklmnop; Path=/', 'abcdefghijklmnop'],
    ['at the end', 'a=abcdefghijklmnop', 'abcdefghijklmnop'],
    ['too short to be more than a word', 'sid=abcdefghijklmno; Path=/', undefined],
    ['of nothing', 'sid=; Path=/abcdefghijklmnop', undefined],
  ])('what a cookie carries %s, wherever it stands later', (_, cookie, carried) => {
    const pseudonyms = createMasker([])
    maskHandedOver(new Headers(), new Headers({ 'set-cookie': cookie }), pseudonyms)
    const text = 'before abcdefghijklmnop after'
    const hidden = carried === undefined ? text : `before ${pseudonyms.pseudonymOf(carried)} after`
    expect(pseudonyms.mask(text)).toBe(hidden)
  })

  test('a cookie that is hidden already, or empty, is left as it is', () => {
    const pseudonyms = createMasker([])
    const headers: [string, string][] = [
      ['set-cookie', 'sid=redacted-0123456789abcdef; Path=/'],
      ['set-cookie', 'sid=; Path=/'],
      ['set-cookie', 'sid=" quoted "; Path=/; HttpOnly'],
    ]
    expect(redactExchange(exchange({}, '', headers), pseudonyms, isOwn).answer).toMatchObject({
      headers: [
        ['set-cookie', 'sid=redacted-0123456789abcdef; Path=/'],
        ['set-cookie', 'sid=; Path=/'],
        ['set-cookie', `sid=${pseudonyms.pseudonymOf('quoted')}; Path=/; HttpOnly`],
      ],
    })
  })

  test('not without what an answer merely repeats', () => {
    const pseudonyms = createMasker([])
    const headers = new Headers({ 'vmware-api-session-id': 'invented-id' })
    maskHandedOver(headers, headers, pseudonyms)
    expect(pseudonyms.mask('invented-id')).toBe('invented-id')
  })

  test('a secret in the reason for which there is no answer', () => {
    const pseudonyms = createMasker([])
    pseudonyms.maskSecret('the-token')
    const failed = (answer: Exchange['answer']) =>
      redactExchange({ ...exchange({}, ''), answer }, pseudonyms, isOwn).answer
    expect(failed({ kind: 'broken', place: 1, status: 200, message: 'the-token' })).toEqual({
      kind: 'broken',
      place: 1,
      status: 200,
      message: pseudonyms.pseudonymOf('the-token'),
    })
    expect(failed({ kind: 'unreachable', place: 1, reason: 'reset', message: 'the-token' })).toMatchObject({
      message: pseudonyms.pseudonymOf('the-token'),
    })
    expect(failed({ kind: 'unsent' })).toEqual({ kind: 'unsent' })
  })

  test.each([
    '<html>somebody</html>',
    '',
    'null',
    '[null, 1, "x"]',
    '{"keys": 1}',
    `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  ])('anything, where there are no sessions: %#', (text) => {
    expect(textOf(redactExchange(exchange({}, text), createMasker([]), isOwn))).toBe(text)
  })
})

describe('turns', () => {
  const settle = () => new Promise((resolve) => setTimeout(resolve, 5))

  test('are taken in the order of their numbers', async () => {
    const turns = createOrdering(new Set([0, 1, 2, 3]))
    const taken: number[] = []
    const all = [3, 1, 2].map((number) => turns.waitFor(number).then(() => taken.push(number)))
    await settle()
    expect(taken).toEqual([])
    turns.pass(0)
    await Promise.all(all)
    expect(taken).toEqual([1, 2, 3])
  })

  test('are not waited for where the number is none that is expected', async () => {
    const turns = createOrdering(new Set([2, 5]))
    const taken: number[] = []
    await Promise.all([5, 2].map((number) => turns.waitFor(number).then(() => taken.push(number))))
    expect(taken).toEqual([2, 5])
  })

  test('however far apart their numbers are, and whoever shares one', async () => {
    const turns = createOrdering(new Set([1e15, 7]))
    const taken: number[] = []
    await Promise.all([1e15, 7, 7].map((number) => turns.waitFor(number).then(() => taken.push(number))))
    expect(taken).toEqual([7, 7, 1e15])
  })

  test('of those who are missing are passed over after a while, and who comes late goes at once', async () => {
    const turns = createOrdering(new Set([0, 1, 2, 3]))
    const taken: number[] = []
    await turns.waitFor(2).then(() => taken.push(2))
    await turns.waitFor(1).then(() => taken.push(1))
    turns.pass(0)
    await turns.waitFor(3).then(() => taken.push(3))
    expect(taken).toEqual([2, 1, 3])
  })
})
