import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { ignoredVariables, type TargetFlags, targetSettings } from '../../../src/cli/settings.ts'
import { UsageError } from '../../../src/cli/usage.ts'
import { principals } from '../../support/principals.ts'

const credentials = { VIJSON_USERNAME: 'user', VIJSON_PASSWORD: 'secret' }
const controller = { userName: 'user', password: 'secret' }
const common = { kind: 'url', release: 'auto', tls: {}, usesBuiltIns: false }

describe('the target', () => {
  test('is not implied: where none is named, the choices are told', () => {
    const choices =
      'no target is named: give --target or VIJSON_TARGET the URL of a server, mock (the embedded mock, for a first look), msw, or a recorded run (a file that ends with .har)'
    const empty = { VIJSON_TARGET: '', VIJSON_USERNAME: '', GOVC_URL: '' }
    for (const environment of [{}, empty])
      expect(() => targetSettings({}, environment)).toThrow(new UsageError(choices))
    expect(() => targetSettings({}, { VIJSON_TRAGET: 'https://a.example', VIJSON_CA: 'ca.pem' })).toThrow(
      new UsageError(`${choices}; VIJSON_TRAGET: no variable of this command`),
    )
  })

  test('is the mock where that is named', () => {
    expect(targetSettings({ target: 'mock' }, {})).toEqual({ kind: 'mock', release: 'auto', ...principals })
  })

  test('comes from --target before VIJSON_TARGET, and from that before GOVC_URL', () => {
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

  test('is read from GOVC_URL as govc does: without a scheme, with a path, with credentials', () => {
    const environment = { GOVC_URL: 'user:s%40cret@vcenter.example/sdk', GOVC_INSECURE: 'true' }
    expect(targetSettings({}, environment)).toEqual({
      ...common,
      url: 'https://vcenter.example',
      tls: { insecure: true },
      controller: { userName: 'user', password: 's@cret' },
    })
  })

  test('says which variables it ignores because GOVC_URL names another server', () => {
    const govc = { GOVC_USERNAME: 'theirs', GOVC_PASSWORD: 'secret', GOVC_INSECURE: '1' }
    const at = (target: string, given: Record<string, string>) => ignoredVariables({ target }, given)
    expect(at('https://a.example', { ...govc, GOVC_URL: 'https://b.example' })).toEqual([
      'ignored, because GOVC_URL names another server: GOVC_USERNAME, GOVC_PASSWORD, GOVC_INSECURE',
    ])
    expect(at('https://a.example', { ...govc, GOVC_URL: 'a.example/sdk' })).toEqual([])
    expect(at('https://a.example', { GOVC_URL: 'https://b.example' })).toEqual([])
    expect(at('mock', { ...govc, GOVC_URL: 'https://b.example' })).toEqual([])
  })

  test('says that a user name is of no use for the mock', () => {
    expect(ignoredVariables({ target: 'mock', username: 'me' }, {})).toEqual([
      'ignored, because the embedded mock has accounts of its own: the user name',
    ])
    expect(ignoredVariables({ target: 'mock' }, {})).toEqual([])
  })

  test.each<[TargetFlags, Record<string, string>]>([
    [{ target: 'mock' }, {}],
    [{ target: 'run.har' }, {}],
    [{ target: 'https://a.example' }, credentials],
    [{}, { VIJSON_TARGET: 'https://a.example' }],
    [{}, { GOVC_URL: 'a.example' }],
  ])('says which variables no command has: %j %j', (flags, given) => {
    expect(ignoredVariables(flags, { ...given, VIJSON_INSECRE: '1', VIJSON_USER: 'me', VIJSON_LABEL: '' })).toEqual([
      'ignored, because no command has such variables: VIJSON_INSECRE, VIJSON_USER',
    ])
    expect(ignoredVariables(flags, given)).toEqual([])
  })

  const noLine =
    'GOVC_TLS_KNOWN_HOSTS has no line for the target, which is not known by its thumbprint; add a line HOST:PORT THUMBPRINT'
  test.each<[string, TargetFlags, Record<string, string>, string[]]>([
    ['nothing else', { target: 'https://a.example' }, {}, [noLine]],
    ['GOVC_URL', {}, { GOVC_URL: 'a.example' }, [noLine]],
    ['an option that says what is trusted', { target: 'https://a.example', insecure: true }, {}, []],
    ['a variable that says what is trusted', { target: 'https://a.example' }, { GOVC_INSECURE: '1' }, []],
    ['a target that is named', { target: 'https://b.example' }, {}, []],
    ['a target without TLS', { target: 'http://a.example' }, {}, []],
  ])('says that the known hosts lack the target, beside %s', (_, flags, given, sentences) => {
    const folder = mkdtempSync(join(tmpdir(), 'vijson-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const GOVC_TLS_KNOWN_HOSTS = join(folder, 'known')
    writeFileSync(GOVC_TLS_KNOWN_HOSTS, `# a.example\nb.example ${'AB:'.repeat(31)}AB\n`)
    expect(ignoredVariables(flags, { ...given, GOVC_TLS_KNOWN_HOSTS })).toEqual(sentences)
  })

  test('ignores all GOVC_* variables where GOVC_URL names another server', () => {
    const govc = { GOVC_USERNAME: 'theirs', GOVC_PASSWORD: 'secret', GOVC_INSECURE: '1' }
    const theirs = { controller: { userName: 'theirs', password: 'secret' }, tls: { insecure: true } }
    const at = (target: string, given: Record<string, string>) => targetSettings({ target }, given)
    expect(at('https://a.example', { ...govc, GOVC_URL: 'https://a.example/sdk' })).toMatchObject(theirs)
    expect(at('https://a.example', { ...govc, GOVC_URL: 'a.example' })).toMatchObject(theirs)
    expect(at('https://a.example', govc)).toMatchObject(theirs)
    for (const another of ['https://b.example', 'b.example/sdk', 'https://a.example:8443', 'no url']) {
      expect(() => at('https://a.example', { ...govc, GOVC_URL: another })).toThrow(
        'user name and password are missing',
      )
      expect(at('https://a.example', { ...govc, ...credentials, GOVC_URL: another })).toEqual({
        ...common,
        url: 'https://a.example',
        controller,
      })
    }
  })

  test.each(['./run', '/results/run', '../run', '~/run', 'run.json', 'results/run.JSON'])(
    'cannot be the file %s',
    (target) => {
      expect(() => targetSettings({ target }, credentials)).toThrow(
        '--target must be mock, msw, a recorded run (a file that ends with .har), or an http or https URL',
      )
    },
  )

  test('is a recorded run where it is a file that ends with .har, in any case', () => {
    expect(targetSettings({ target: 'evidence/Run.HAR' }, {})).toEqual({ kind: 'recorded', file: 'evidence/Run.HAR' })
    expect(targetSettings({}, { VIJSON_TARGET: 'run.har' })).toEqual({ kind: 'recorded', file: 'run.har' })
  })
})

describe('the principals', () => {
  test('must not be one account twice', () => {
    const twice = { VIJSON_LIMITED_USERNAME: 'USER', VIJSON_LIMITED_PASSWORD: 'secret' }
    expect(() => targetSettings({ target: 'vcenter.example' }, { ...credentials, ...twice })).toThrow(
      'VIJSON_LIMITED_USERNAME must name another account, one without Sessions.TerminateSession',
    )
  })

  test('include a second one where the environment names it', () => {
    const limited = { VIJSON_LIMITED_USERNAME: 'other', VIJSON_LIMITED_PASSWORD: 'secret2' }
    expect(targetSettings({ target: 'vcenter.example' }, { ...credentials, ...limited })).toEqual({
      ...common,
      url: 'https://vcenter.example',
      controller,
      limited: { userName: 'other', password: 'secret2' },
    })
  })

  test("are the mock's own on this machine where no account is named", () => {
    const builtIn = { usesBuiltIns: true, ...principals }
    expect(targetSettings({ target: 'http://127.0.0.1:8080' }, {})).toMatchObject(builtIn)
    expect(targetSettings({ target: 'https://[::1]:8080' }, {})).toMatchObject(builtIn)
    expect(targetSettings({ target: 'http://127.0.0.1:8080' }, credentials)).toMatchObject({
      usesBuiltIns: false,
      controller,
    })
  })
})

describe('the TLS options', () => {
  test('come from the first source that names any', () => {
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

  test.each(['VIJSON_INSECURE', 'GOVC_INSECURE'])('take only 1, true, 0 or false from %s', (name) => {
    const tls = (text: string) => {
      const settings = targetSettings({ target: 'vcenter.example' }, { ...credentials, [name]: text })
      return settings.kind === 'url' ? settings.tls : undefined
    }
    for (const yes of ['1', 'true', 'TRUE']) expect(tls(yes)).toEqual({ insecure: true })
    for (const no of ['0', 'false', '']) expect(tls(no)).toEqual({})
    expect(() => tls('maybe')).toThrow(`${name} must be 1 or true, 0 or false`)
  })

  test('contain the certificates of several files', () => {
    const file = fileURLToPath(new URL('../../support/ca.pem', import.meta.url))
    const settings = targetSettings(
      { target: 'vcenter.example' },
      { ...credentials, GOVC_TLS_CA_CERTS: [file, file].join(delimiter) },
    )
    expect(settings).toMatchObject({ tls: { ca: expect.stringMatching(/BEGIN CERTIFICATE.*BEGIN CERTIFICATE/s) } })
  })
})
