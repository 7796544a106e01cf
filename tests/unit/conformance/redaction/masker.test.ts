import { describe, expect, test } from 'vitest'
import { createMasker } from '../../../../src/conformance/redaction/masker.ts'

describe('pseudonymOf', () => {
  test('a value has one pseudonym within a run and another one in another run', () => {
    const [one, other] = [createMasker([]), createMasker([])]
    expect(one.pseudonymOf('secret')).toBe(one.pseudonymOf('secret'))
    expect(one.pseudonymOf('secret')).not.toBe(one.pseudonymOf('another'))
    expect(one.pseudonymOf('secret')).not.toBe(other.pseudonymOf('secret'))
    expect(one.pseudonymOf('secret')).toMatch(/^redacted-[0-9a-f]{16}$/)
  })
})

describe('maskSecret', () => {
  const secret = 'T0ken/with+odd="signs"'

  test.each<[string, string]>([
    ['a secret is masked as it is', secret],
    ['a secret is masked in JSON', JSON.stringify(secret)],
    ['a secret is masked in JSON that escapes slashes', JSON.stringify(secret).replaceAll('/', '\\/')],
    ['a secret is masked in a URL', `?token=${encodeURIComponent(secret)}`],
    ['a secret is masked in HTML', secret.replaceAll('"', '&quot;')],
    ['a secret is masked in base64', Buffer.from(secret).toString('base64')],
    ['a secret is masked in base64 for URLs', Buffer.from(secret).toString('base64url')],
    ['a secret is masked in base64 after one character', Buffer.from(`:${secret}`).toString('base64')],
    ['a secret is masked in base64 between other characters', Buffer.from(`a:${secret} and more`).toString('base64')],
    ['a secret is masked without its last character', secret.slice(0, -1)],
    ['a secret is masked without its first character', secret.slice(1)],
  ])('%s', (_, text) => {
    const masker = createMasker([])
    masker.maskSecret(secret)
    const masked = masker.mask(`before ${text} after`)
    expect(masked).toMatch(/^before .*after$/)
    expect(masked).toContain(masker.pseudonymOf(secret).slice(1, -1))
    expect(masked).not.toContain('ken/with')
    expect(masked).not.toContain(Buffer.from(secret.slice(3, 12)).toString('base64'))
  })

  test('a secret is masked in a URL that escapes every reserved character', () => {
    const masker = createMasker([])
    masker.maskSecret("pass'(word)!*")
    expect(masker.mask('?p=pass%27%28word%29%21%2A')).toBe(`?p=${masker.pseudonymOf("pass'(word)!*")}`)
  })

  test('a secret in capitals is masked by its pseudonym in capitals', () => {
    const masker = createMasker([])
    masker.maskSecret('abcdef-token')
    expect(masker.mask('ABCDEF-TOKEN')).toBe(masker.pseudonymOf('abcdef-token').toUpperCase())
  })

  test('a secret that is a part of a public name is not masked', () => {
    const masker = createMasker(['Administrator@vsphere.local'])
    masker.maskSecret('administrator')
    masker.maskSecret('vsphere.localhost')
    expect(masker.mask('administrator at vsphere.localhost')).toBe(
      `administrator at ${masker.pseudonymOf('vsphere.localhost')}`,
    )
  })

  test('secrets are masked up to a megabyte in all, and a secret beyond it is known all the same', () => {
    const masker = createMasker([])
    const [first, second, beyond] = ['a'.repeat(524_288), 'b'.repeat(524_288), 'cccccc']
    for (const secret of [first, second, beyond]) masker.maskSecret(secret)
    expect(masker.mask(second)).toBe(masker.pseudonymOf(second))
    expect(masker.mask(beyond)).toBe(beyond)
    expect([beyond, 'dddddd'].map(masker.isSecret)).toEqual([true, false])
  })
})

describe('maskSecret, maskCookie and maskPrivate', () => {
  test('secrets and cookies are masked within a longer word, and private values only as a word of their own', () => {
    const masker = createMasker([])
    masker.maskSecret('secret-word')
    masker.maskCookie('cookie-word')
    masker.maskPrivate('person-word')
    const { pseudonymOf } = masker
    expect(masker.mask('xsecret-wordx xcookie-wordx xperson-wordx person-word')).toBe(
      `x${pseudonymOf('secret-word')}x x${pseudonymOf('cookie-word')}x xperson-wordx ${pseudonymOf('person-word')}`,
    )
  })

  test('a secret is masked without its first or last character, and a private value only as a whole', () => {
    const masker = createMasker([])
    masker.maskSecret('secret-word')
    masker.maskPrivate('person-word')
    const pseudonym = masker.pseudonymOf('secret-word')
    expect(masker.mask('secret-wor/ecret-word person-wor/erson-word')).toBe(
      `${pseudonym.slice(0, -1)}/${pseudonym.slice(1)} person-wor/erson-word`,
    )
  })
})

describe('maskPrivate', () => {
  test('at most 20000 of the values that a target sends are masked, cookies included', () => {
    const masker = createMasker([])
    for (let count = 0; count < 20_001; count += 1) masker.maskPrivate(`somebody-${count}`)
    expect(masker.privateCount()).toBe(20_000)
    expect(masker.mask('somebody-19999 somebody-20000')).toBe(`${masker.pseudonymOf('somebody-19999')} somebody-20000`)
    masker.maskCookie('value-of-a-cookie')
    expect(masker.mask('value-of-a-cookie')).toBe('value-of-a-cookie')
  })

  test('a value of 512 characters is masked, and a longer one is not', () => {
    const masker = createMasker([])
    const [longest, tooLong] = [`${'x'.repeat(511)}y`, `${'z'.repeat(512)}y`]
    masker.maskPrivate(longest)
    masker.maskPrivate(tooLong)
    expect(masker.privateCount()).toBe(1)
    expect(masker.mask(`${longest} ${tooLong}`)).toBe(`${masker.pseudonymOf(longest)} ${tooLong}`)
  })

  test('each value counts once, and a reserved word is neither counted nor masked', () => {
    const masker = createMasker([])
    for (const name of ['somebody', 'somebody', 'session', 'SESSION', 'UserSession']) masker.maskPrivate(name)
    expect(masker.privateCount()).toBe(1)
    expect(masker.mask('session SESSION UserSession')).toBe('session SESSION UserSession')
  })
})

describe('keepLoginName', () => {
  const masker = createMasker([], '0123456789ab')
  masker.keepLoginName('terminate.a.b/the earliest (odd)')
  masker.maskPrivate('earliest')
  const tag = '(run 0123456789ab; login 1 of terminate.a.b/the earliest (odd))'

  test.each([`tool/1.0 ${tag}`, JSON.stringify({ userAgent: `tool/1.0 ${tag}`, key: 'k' })])(
    'a word of the run in %s is nobody’s name',
    (text) => {
      expect(masker.mask(text)).toBe(text)
    },
  )

  test.each(['vijson-conformance/0.1.0', 'vijson-conformance', 'Mozilla/5.0 (compatible)'])(
    'the User-Agent %s of another client, as that of a run begins, leaves that of the run as it is',
    (agent) => {
      const other = createMasker([], '0123456789ab')
      other.keepLoginName('terminate.a.b')
      other.maskPrivate(agent)
      const own =
        'Mozilla/5.0 (compatible) vijson-conformance/0.1.0+staging (run 0123456789ab; login 1 of terminate.a.b)'
      const listed = JSON.stringify([{ userAgent: own }, { userAgent: agent }])
      expect(other.mask(own)).toBe(own)
      expect(other.mask(listed)).toBe(JSON.stringify([{ userAgent: own }, { userAgent: other.pseudonymOf(agent) }]))
    },
  )

  test.each<[string, string]>([
    ['outside a tag', `earliest ${tag}`],
    ['in the tag of another run', '(run ba9876543210; login 1 of terminate.a.b/the earliest (odd))'],
    ['in what only begins as a tag', '(run 0123456789ab; login 1 of terminate.a.b/the earliest (other))'],
    ['behind a tag', `${tag} earliest`],
  ])('the same word %s is masked', (_, text) => {
    expect(masker.mask(text)).toContain(masker.pseudonymOf('earliest'))
  })

  test('a secret in a tag is masked', () => {
    const secret = 'abcdef0123456789abcdef'
    const other = createMasker([], '0123456789ab')
    other.keepLoginName(`terminate.a.b/${secret}`)
    other.maskSecret(secret)
    expect(other.mask(`(run 0123456789ab; login 1 of terminate.a.b/${secret})`)).not.toContain(secret)
  })
})
