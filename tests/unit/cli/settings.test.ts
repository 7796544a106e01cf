import { delimiter } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { targetSettings } from '../../../src/cli/settings.ts'
import { UsageError } from '../../../src/cli/usage.ts'
import { principals } from '../../support/principals.ts'

const credentials = { VIJSON_USERNAME: 'user', VIJSON_PASSWORD: 'secret' }
const controller = { userName: 'user', password: 'secret' }
const common = { kind: 'url', release: 'auto', tls: {}, usesBuiltIns: false }

describe('which target is meant', () => {
  test('the mock, where nothing is said', () => {
    expect(targetSettings({}, {})).toEqual({ kind: 'mock', release: 'auto', ...principals })
  })

  test('the flag before VIJSON_TARGET, and that before GOVC_URL', () => {
    const environment = { ...credentials, VIJSON_TARGET: 'https://b.example', GOVC_URL: 'https://c.example' }
    const urlOf = (flags: { target?: string }, given: Record<string, string>) => {
      const settings = targetSettings(flags, given)
      return settings.kind === 'url' ? settings.url : settings.kind
    }
    expect(urlOf({ target: 'https://a.example' }, environment)).toBe('https://a.example')
    expect(urlOf({}, environment)).toBe('https://b.example')
    expect(urlOf({}, { ...credentials, GOVC_URL: 'https://c.example' })).toBe('https://c.example')
    expect(urlOf({ target: 'mock' }, environment)).toBe('mock')
  })

  test('what govc has: no scheme, a path, the credentials in the URL', () => {
    const environment = { GOVC_URL: 'user:s%40cret@vcenter.example/sdk', GOVC_INSECURE: 'true' }
    expect(targetSettings({}, environment)).toEqual({
      ...common,
      url: 'https://vcenter.example',
      tls: { insecure: true },
      controller: { userName: 'user', password: 's@cret' },
    })
  })

  test('what is in GOVC_* for another server is not used for the target', () => {
    const govc = { GOVC_USERNAME: 'theirs', GOVC_PASSWORD: 'secret', GOVC_INSECURE: '1' }
    const theirs = { controller: { userName: 'theirs', password: 'secret' }, tls: { insecure: true } }
    const at = (target: string, given: Record<string, string>) => targetSettings({ target }, given)
    expect(at('https://a.example', { ...govc, GOVC_URL: 'https://a.example/sdk' })).toMatchObject(theirs)
    expect(at('https://a.example', { ...govc, GOVC_URL: 'a.example' })).toMatchObject(theirs)
    expect(at('https://a.example', govc)).toMatchObject(theirs)
    for (const another of ['https://b.example', 'b.example/sdk', 'https://a.example:8443', 'no url']) {
      expect(() => at('https://a.example', { ...govc, GOVC_URL: another })).toThrow('a user name and a password are')
      expect(at('https://a.example', { ...govc, ...credentials, GOVC_URL: another })).toEqual({
        ...common,
        url: 'https://a.example',
        controller,
      })
    }
  })

  test.each(['./run', '/results/run', '../run', '~/run', 'run.json', 'results/run.JSON'])('no file: %s', (target) => {
    expect(() => targetSettings({ target }, credentials)).toThrow(
      '--target is neither mock, msw, a recorded run (a file whose name ends with .har) nor a URL of http or https',
    )
  })

  test('a second principal that is the first is refused', () => {
    const twice = { VIJSON_LIMITED_USERNAME: 'USER', VIJSON_LIMITED_PASSWORD: 'secret' }
    expect(() => targetSettings({ target: 'vcenter.example' }, { ...credentials, ...twice })).toThrow(
      'VIJSON_LIMITED_USERNAME is to name another account, one that may not end sessions',
    )
  })

  test.each(['VIJSON_INSECURE', 'GOVC_INSECURE'])('%s says yes or no', (name) => {
    const tls = (text: string) => {
      const settings = targetSettings({ target: 'vcenter.example' }, { ...credentials, [name]: text })
      return settings.kind === 'url' ? settings.tls : undefined
    }
    for (const yes of ['1', 'true', 'TRUE']) expect(tls(yes)).toEqual({ insecure: true })
    for (const no of ['0', 'false', '']) expect(tls(no)).toEqual({})
    expect(() => tls('maybe')).toThrow(`${name} is 1 or true, 0 or false; it is maybe`)
  })

  test('a second principal', () => {
    const limited = { VIJSON_LIMITED_USERNAME: 'other', VIJSON_LIMITED_PASSWORD: 'secret2' }
    expect(targetSettings({ target: 'vcenter.example' }, { ...credentials, ...limited })).toEqual({
      ...common,
      url: 'https://vcenter.example',
      controller,
      limited: { userName: 'other', password: 'secret2' },
    })
  })

  test("the mock's principals on this machine, where nobody is named", () => {
    const builtIn = { usesBuiltIns: true, ...principals }
    expect(targetSettings({ target: 'http://127.0.0.1:8080' }, {})).toMatchObject(builtIn)
    expect(targetSettings({ target: 'https://[::1]:8080' }, {})).toMatchObject(builtIn)
    expect(targetSettings({ target: 'http://127.0.0.1:8080' }, credentials)).toMatchObject({
      usesBuiltIns: false,
      controller,
    })
  })

  test('an empty variable is one that is not set', () => {
    expect(targetSettings({}, { VIJSON_TARGET: '', VIJSON_USERNAME: '', GOVC_URL: '' })).toMatchObject({ kind: 'mock' })
  })

  test('the first source that says anything about certificates decides', () => {
    const ca = fileURLToPath(new URL('../../support/ca.pem', import.meta.url))
    const tlsOf = (flags: { insecure?: boolean; ca?: string }, environment: Record<string, string>) => {
      const settings = targetSettings({ target: 'vcenter.example', ...flags }, { ...credentials, ...environment })
      return settings.kind === 'url' && Object.keys(settings.tls)
    }
    expect(tlsOf({}, { VIJSON_CA: ca, GOVC_INSECURE: '1' })).toEqual(['ca'])
    expect(tlsOf({ ca }, { VIJSON_INSECURE: '1' })).toEqual(['ca'])
    expect(tlsOf({ insecure: true }, { VIJSON_CA: ca })).toEqual(['insecure'])
    expect(() => tlsOf({}, { VIJSON_CA: ca, VIJSON_INSECURE: '1' })).toThrow(UsageError)
  })

  test('certificates of several files', () => {
    const file = fileURLToPath(new URL('../../support/ca.pem', import.meta.url))
    const settings = targetSettings(
      { target: 'vcenter.example' },
      { ...credentials, GOVC_TLS_CA_CERTS: [file, file].join(delimiter) },
    )
    expect(settings).toMatchObject({ tls: { ca: expect.stringMatching(/BEGIN CERTIFICATE.*BEGIN CERTIFICATE/s) } })
  })
})

test.each([
  ['a password in the target', { target: 'https://user:secret@vcenter.example' }, {}, /must not carry a password/],
  [
    'another scheme',
    { target: 'ftp://user:secret@vcenter.example' },
    {},
    /is neither mock, msw, a recorded run \(a file whose name ends with \.har\) nor a URL/,
  ],
  ['no credentials', { target: 'vcenter.example' }, {}, /a user name and a password are needed/],
  ['no password', { target: 'vcenter.example' }, { VIJSON_USERNAME: 'user' }, /the password of user is missing/],
  ['no user name', { target: 'vcenter.example' }, { VIJSON_PASSWORD: 'secret' }, /a user name is missing/],
  [
    'half a second principal',
    { target: 'vcenter.example' },
    { ...credentials, VIJSON_LIMITED_USERNAME: 'x' },
    /go together/,
  ],
  [
    'a CA file that is not there',
    { target: 'vcenter.example', ca: 'nowhere.pem' },
    credentials,
    /nowhere.pem could not be read: ENOENT/,
  ],
  [
    'a CA file without a certificate',
    { target: 'vcenter.example', ca: 'package.json' },
    credentials,
    /holds no certificate in PEM/,
  ],
  [
    'both ways of TLS',
    { target: 'vcenter.example', ca: 'x', insecure: true },
    credentials,
    /asks for any certificate and names a CA/,
  ],
  ['a password that is not encoded', {}, { GOVC_URL: 'user:se%cret@vcenter.example' }, /not percent-encoded/],
  ['a URL that is none, with a password', {}, { GOVC_URL: 'user:se/cret@vcenter:port' }, /^GOVC_URL is neither/],
  ['a user name without a target', { username: 'user' }, {}, /a user name is given and no target/],
  ['a release that is none', { release: '8' }, {}, /--release takes a release/],
])('refused in one sentence, without the secret: %s', (_, flags, environment, sentence) => {
  const call = () => targetSettings(flags, environment)
  expect(call).toThrow(UsageError)
  expect(call).toThrow(sentence)
  expect(call).not.toThrow(/se.?cret@|cret\b/)
})

test('a recorded run is a file, whatever it is called, and takes no names', () => {
  expect(targetSettings({ target: 'evidence/Run.HAR' }, {})).toEqual({ kind: 'recorded', file: 'evidence/Run.HAR' })
  expect(targetSettings({}, { VIJSON_TARGET: 'run.har' })).toEqual({ kind: 'recorded', file: 'run.har' })
  expect(() => targetSettings({ target: 'run.har', username: 'me' }, {})).toThrow('its own principals')
  expect(() => targetSettings({ target: 'run.har', release: '8.0.3.0' }, {})).toThrow('its own release')
})
