import { describe, expect, test } from 'vitest'
import { createMasker, type Masker } from '../../../../src/conformance/redaction/masker.ts'
import {
  maskExchange,
  maskHandedOver,
  maskTicket,
  withoutOthers,
} from '../../../../src/conformance/redaction/redact-exchange.ts'
import type { Exchange, ExchangeAnswer, HeaderList } from '../../../../src/conformance/types.ts'
import { asking } from '../../../support/scripted.ts'

/** A whole answer with a text and headers. */
const answer = (text: string, headers: HeaderList = [], status = 200): ExchangeAnswer => ({
  kind: 'answered',
  place: 1,
  status,
  headers,
  body: { kind: 'kept', text },
})

/** A request for sessionList, except for what is given. */
const exchange = (given: Partial<Exchange>): Exchange => ({
  ...asking('/sdk/sessionList'),
  answer: answer(''),
  ...given,
})

const isOwn = (key: string) => key.startsWith('own')

/** An exchange as it is in a result. */
const redactExchange = (given: Exchange, masker: Masker) => maskExchange(withoutOthers(given, masker, isOwn), masker)

/** A header list as it can be given to Headers. */
const headersOf = (list: HeaderList) => new Headers(list.map(([name, value]): [string, string] => [name, value]))

describe('withoutOthers, then maskExchange', () => {
  test('another user’s session in an answer is masked, and so is what it makes known in the same exchange', () => {
    const masker = createMasker([])
    const sessions = [
      { key: 'foreign-key', userName: 'somebody' },
      { key: 'own-key', userName: 'somebody' },
    ]
    const redacted = redactExchange(
      exchange({ query: '?for=somebody', answer: answer(JSON.stringify(sessions), [['x-key', 'foreign-key']]) }),
      masker,
    )
    const [key, userName] = ['foreign-key', 'somebody'].map(masker.pseudonymOf)
    expect(redacted).toEqual(
      exchange({
        query: `?for=${userName}`,
        answer: answer(
          JSON.stringify([
            { key, userName },
            { key: 'own-key', userName },
          ]),
          [['x-key', `${key}`]],
        ),
      }),
    )
  })

  test('what one exchange makes known is masked in every part of a later one', () => {
    const masker = createMasker([])
    const session = { key: 'foreign-key', userName: 'VSPHERE.LOCAL\\somebody', ipAddress: '10.1.2.3' }
    redactExchange(exchange({ answer: answer(JSON.stringify([session])) }), masker)
    const [key, userName, address] = [session.key, session.userName, session.ipAddress].map(masker.pseudonymOf)
    const later = (keyText: string, userText: string, addressText: string) =>
      exchange({
        path: `/sdk/${keyText}`,
        query: `?from=${addressText}`,
        headers: [['x-asked', keyText]],
        body: keyText,
        answer: answer(JSON.stringify({ message: `${keyText} is ${userText}` }), [['x-answered', keyText]]),
      })
    expect(redactExchange(later(session.key, session.userName, session.ipAddress), masker)).toEqual(
      later(`${key}`, `${userName}`, `${address}`),
    )
  })

  const fault = JSON.stringify({ _typeName: 'SystemError', faultMessage: [{ key: 'com.vmware.vim.error', arg: [] }] })
  const broken = '[{"key":"foreign-key"}'
  test.each<[string, Partial<Exchange>]>([
    [
      'a fault in answer to sessionList is not a list, and the keys of its messages stay',
      { answer: answer(fault, [], 500) },
    ],
    ['an answer to another path is not a list', { path: '/sdk/other', answer: answer(broken) }],
    [
      'a body that was left out stays left out',
      { answer: { kind: 'answered', place: 1, status: 200, headers: [], body: { kind: 'left-out', length: 7 } } },
    ],
  ])('%s', (_, given) => {
    expect(redactExchange(exchange(given), createMasker([]))).toEqual(exchange(given))
  })

  test('a list that is invalid JSON is left out, because it cannot be masked', () => {
    expect(redactExchange(exchange({ answer: answer(broken) }), createMasker([]))).toEqual(
      exchange({
        answer: { kind: 'answered', place: 1, status: 200, headers: [], body: { kind: 'left-out', length: 22 } },
      }),
    )
  })

  test('the password of a Login is masked, however short, and the same member of another request is not', () => {
    const masker = createMasker([])
    const body = JSON.stringify({ userName: 'user', password: 'pw' })
    const bodyAt = (path: string) => redactExchange(exchange({ method: 'POST', path, body }), masker).body
    expect(bodyAt('/sdk/Login')).toBe(JSON.stringify({ userName: 'user', password: masker.pseudonymOf('pw') }))
    expect(bodyAt('/sdk/Other')).toBe(body)
  })

  test.each<[string, ExchangeAnswer, (pseudonym: string) => ExchangeAnswer]>([
    [
      'a secret in the message of an incomplete answer is masked',
      { kind: 'broken', place: 1, status: 200, message: 'the-token' },
      (message) => ({ kind: 'broken', place: 1, status: 200, message }),
    ],
    [
      'a secret in the message of a missing answer is masked',
      { kind: 'unreachable', place: 1, reason: 'reset', message: 'the-token' },
      (message) => ({ kind: 'unreachable', place: 1, reason: 'reset', message }),
    ],
    ['a request that was not sent has nothing to mask in its answer', { kind: 'unsent' }, () => ({ kind: 'unsent' })],
  ])('%s', (_, given, expected) => {
    const masker = createMasker([])
    masker.maskSecret('the-token')
    expect(redactExchange(exchange({ answer: given }), masker)).toEqual(
      exchange({ answer: expected(masker.pseudonymOf('the-token')) }),
    )
  })
})

describe('the headers of an exchange', () => {
  /** The headers of an answer after redaction. */
  function redactedHeaders(headers: HeaderList, masker = createMasker([])): HeaderList {
    const { answer: redacted } = redactExchange(exchange({ answer: answer('', headers) }), masker)
    return redacted.kind === 'answered' ? redacted.headers : []
  }

  test('the value of a cookie is masked, however short, and also where the cookie has no name', () => {
    const masker = createMasker([])
    expect(
      redactedHeaders(
        [
          ['set-cookie', 'a=b; Path=/'],
          ['set-cookie', 'nameless; Path=/'],
          ['set-cookie', 'sid=" quoted "; Path=/; HttpOnly'],
        ],
        masker,
      ),
    ).toEqual([
      ['set-cookie', `a=${masker.pseudonymOf('b')}; Path=/`],
      ['set-cookie', `${masker.pseudonymOf('nameless')}; Path=/`],
      ['set-cookie', `sid=${masker.pseudonymOf('quoted')}; Path=/; HttpOnly`],
    ])
  })

  test('a cookie that is masked already, or that is empty, is unchanged', () => {
    const headers: HeaderList = [
      ['set-cookie', 'sid=redacted-0123456789abcdef; Path=/'],
      ['set-cookie', 'sid=; Path=/'],
    ]
    expect(redactedHeaders(headers)).toEqual(headers)
  })

  test.each<[string, number]>([
    ['a token of 1 character is masked in its header, also beyond the limit of private values', 1],
    ['a token of 5 characters is masked in its header, also beyond the limit of private values', 5],
    ['a token of 513 characters is masked in header and body, also beyond the limit of private values', 513],
    ['a token of 4000 characters is masked in header and body, also beyond the limit of private values', 4000],
  ])('%s', (_, length) => {
    const masker = createMasker([])
    for (let count = 0; count < 20_001; count += 1) masker.maskPrivate(`somebody-${count}`)
    const token = 'tokens-of-any-length/'.repeat(length).slice(-length)
    maskHandedOver(new Headers(), new Headers({ 'vmware-api-session-id': token }), masker)
    const withToken = (text: string) => {
      const headers: HeaderList = [['vmware-api-session-id', text]]
      // A shorter token might stand in a body by chance.
      return exchange({ headers, answer: answer(length > 5 ? JSON.stringify({ token: text }) : '', headers) })
    }
    expect(redactExchange(withToken(token), masker)).toEqual(withToken(masker.pseudonymOf(token)))
  })

  test('a token header with a value that is no token of the run is unchanged', () => {
    const headers: HeaderList = [['vmware-api-session-id', 'invented-id']]
    expect(redactExchange(exchange({ headers }), createMasker([])).headers).toEqual(headers)
  })
})

describe('maskExchange', () => {
  test('what became known after an exchange was redacted is masked in it', () => {
    const masker = createMasker([])
    const redacted = redactExchange(exchange({ answer: answer('by somebody') }), masker)
    masker.maskPrivate('somebody')
    expect(maskExchange(redacted, masker)).toEqual(exchange({ answer: answer(`by ${masker.pseudonymOf('somebody')}`) }))
  })
})

describe('maskHandedOver', () => {
  test('the token and the cookies of an answer are masked from then on', () => {
    const masker = createMasker([])
    const headers: HeaderList = [
      ['vmware-api-session-id', 'the-token'],
      ['set-cookie', 'sid="the-value-of-a-cookie"; Path=/; HttpOnly'],
      ['set-cookie', 'other=another-value-of-a-cookie'],
    ]
    maskHandedOver(new Headers(), headersOf(headers), masker)
    const [token, cookie, other] = ['the-token', 'the-value-of-a-cookie', 'another-value-of-a-cookie'].map(
      masker.pseudonymOf,
    )
    expect(masker.mask('the-token, the-value-of-a-cookie, another-value-of-a-cookie')).toBe(
      `${token}, ${cookie}, ${other}`,
    )
  })

  test.each<[string, string]>([
    ['the value of a cookie with a name is masked wherever it stands later', 'sid=abcdefghijklmnop; Path=/'],
    ['the value of a cookie in quotes is masked wherever it stands later', 'sid= "abcdefghijklmnop"; Path=/'],
    ['the value of a cookie without a name is masked wherever it stands later', 'abcdefghijklmnop; Path=/'],
    ['the value of a cookie without attributes is masked wherever it stands later', 'a=abcdefghijklmnop'],
  ])('%s', (_, cookie) => {
    const masker = createMasker([])
    maskHandedOver(new Headers(), new Headers({ 'set-cookie': cookie }), masker)
    expect(masker.mask('before abcdefghijklmnop after')).toBe(`before ${masker.pseudonymOf('abcdefghijklmnop')} after`)
  })

  test.each<[string, string]>([
    [
      'the value of a cookie of 15 characters is not masked elsewhere, because it may be a word',
      'sid=abcdefghijklmno; Path=/',
    ],
    ['an attribute of an empty cookie is not masked elsewhere', 'sid=; Path=/abcdefghijklmnop'],
  ])('%s', (_, cookie) => {
    const masker = createMasker([])
    maskHandedOver(new Headers(), new Headers({ 'set-cookie': cookie }), masker)
    expect(masker.mask('before abcdefghijklmnop after')).toBe('before abcdefghijklmnop after')
  })

  test('a token that an answer only repeats from its request is not masked, because the run may have invented it', () => {
    const masker = createMasker([])
    const headers = new Headers({ 'vmware-api-session-id': 'invented-id' })
    maskHandedOver(headers, headers, masker)
    expect(masker.mask('invented-id')).toBe('invented-id')
  })
})

describe('maskTicket', () => {
  const ticketIn = (text: string) => {
    const masker = createMasker([])
    maskTicket({ status: 200, headers: new Headers(), body: new TextEncoder().encode(text) }, masker)
    return masker.mask('before cst-VCT-52b84082 after').replace(masker.pseudonymOf('cst-VCT-52b84082'), 'a pseudonym')
  }

  test.each<[string, string, string]>([
    ['a ticket is masked wherever it stands later', '"cst-VCT-52b84082"', 'before a pseudonym after'],
    ['a fault holds no ticket', '{"_typeName":"NotAuthenticated"}', 'before cst-VCT-52b84082 after'],
    ['an answer that is not JSON holds no ticket', 'cst-VCT-52b84082', 'before cst-VCT-52b84082 after'],
  ])('%s', (_, text, masked) => {
    expect(ticketIn(text)).toBe(masked)
  })
})
