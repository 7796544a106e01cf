import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, onTestFinished, test } from 'vitest'
import schema from '../../spec/config.schema.json' with { type: 'json' }
import { createProgram } from '../../src/cli/commands.ts'
import { readConfig } from '../../src/cli/config-file.ts'
import { vijson } from '../support/vijson.ts'

/** A configuration file, until the test ends. */
function config(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'vijson-config-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'vijson.config.yaml'), text)
  return join(folder, 'vijson.config.yaml')
}

const only = 'only: [no-content]\n'
const testWith = (text: string, flags: string[] = [], environment: Record<string, string> = {}) =>
  vijson(['test', '--config', config(text), ...flags], environment)

describe('a configuration file', () => {
  test('gives options that are neither on the command line nor in the environment', async () => {
    const { code, stdout, stderr } = await testWith(`target: mock\n${only}seed: 77\nlabel: nightly\nname: build 7\n`)
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/\b1 of \d+ requirements tested/)
    expect(stdout).toContain('seed 77')
    expect(stdout).toContain('\nbuild 7 at https://mock.invalid ')
  })

  test('gives several releases, auto among them', async () => {
    const { code, stderr } = await testWith(`target: mock\n${only}release: auto,8.0.1.0\n`)
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^release auto:\n(.*\n)*release 8\.0\.1\.0:\n/)])
  })

  test('comes after the command line', async () => {
    const { stdout } = await testWith(`target: mock\n${only}seed: 77\n`, ['--seed', '78', '--only', 'all-listed'])
    expect(stdout).toContain('seed 78')
    expect(stdout).toContain('terminate.success.all-listed')
    expect(stdout).not.toContain('terminate.success.no-content')
  })

  test('comes after the environment', async () => {
    const { code, stderr } = await testWith('target: mock\n', [], {
      VIJSON_TARGET: 'https://nowhere.invalid',
      VIJSON_USERNAME: 'a',
      VIJSON_PASSWORD: 'b',
    })
    expect([code, stderr]).toEqual([3, expect.stringContaining('there is no host of the name ')])
    const govc = await testWith('target: mock\n', [], { GOVC_URL: 'a:b@nowhere.invalid' })
    expect([govc.code, govc.stderr]).toEqual([3, expect.stringContaining('there is no host of the name ')])
  })

  test('is read where it stands in the current folder, and with a byte order mark', async () => {
    const file = config(`\ufefftarget: mock\n${only}`)
    const before = process.cwd()
    process.chdir(join(file, '..'))
    onTestFinished(() => process.chdir(before))
    const { code, stdout } = await vijson(['test'])
    expect([code, stdout]).toEqual([0, expect.stringMatching(/\b1 of \d+ requirements tested/)])
  })

  test('that is empty says nothing', async () => {
    expect(await testWith('# nothing\n', ['--target', 'mock', '--only', 'no-content'])).toMatchObject({ code: 0 })
  })

  test.each<[string, string, RegExp]>([
    [
      'a password',
      'password: secret0',
      /a password must not stand in it; name a command that prints it: passwordCommand/,
    ],
    ['a second password', 'limitedPassword: secret0', /a password must not stand in it/],
    ['an unknown member', 'seed: 1\n\ntarjet: secret0', /: line 3: tarjet is no option; did you mean target\?\n$/],
    [
      'a member as on the command line',
      'max-logins: 3',
      /: line 1: max-logins is no option; did you mean maxLogins\?\n$/,
    ],
    [
      'a member unlike any option',
      'nothingAlike: secret0',
      /: line 1: nothingAlike is no option; see .*config\.schema\.json\n$/,
    ],
    ['a member that may be a password', '"secret0 x!": 1', /: line 1: what stands there is no option; see /],
    [
      'a member twice',
      'target: secret0\nseed: 1\ntarget: mock',
      /: line 3 gives target a second time; leave one of them out\n$/,
    ],
    ['an alias', 'target: &a secret0\nlabel: *a', /: aliases are not supported; write the value itself\n$/],
    ['another type', 'seed: secret0', /: line 1: seed must be a whole number\n$/],
    ['a number out of range', 'concurrency: 100', /: line 1: concurrency must be at most 64\n$/],
    [
      'a word that is none of the values',
      'level: secret0',
      /: line 1: level must be one of: must, should, observed\n$/,
    ],
    ['a number that is too small', '\nconcurrency: 0', /: line 2: concurrency must be at least 1\n$/],
    ['a text for a list', '\nreport: json=secret0', /: line 2: report must be a list, as in \[one, another\]\n$/],
    ['a number in a list', 'report: [1]', /: line 1: an entry of report must be a text\n$/],
    ['a text for yes or no', 'strict: secret0', /: line 1: strict must be true or false\n$/],
    ['an empty list', 'only: []', /: line 1: only is empty; fill it in, or leave the line out\n$/],
    ['an empty text', 'target: ""', /: line 1: target is empty; fill it in, or leave the line out\n$/],
    [
      'a release of another form',
      'release: secret0',
      /: line 1: release must be auto, or releases such as 8\.0\.3\.0, with commas between them\n$/,
    ],
    ['a label of another form', 'label: "secret0 a"', /: line 1: label must be a word of at most 40 letters, .*\n$/],
    [
      'a report of another form',
      'report: [secret0]',
      /: line 1: an entry of report must be FORMAT=FILE, such as json=/,
    ],
    ['a name that is too long', `name: ${'secret0'.repeat(12)}`, /: line 1: name must have at most 80 characters\n$/],
    ['a list', '- secret0', /: it must have lines NAME: VALUE, such as seed: 1\n$/],
    ['an empty list alone', '[]', /: it must have lines NAME: VALUE, such as seed: 1\n$/],
    ['invalid YAML', 'target: "secret0', /invalid YAML in line \d+ \(missing char\)\n$/],
    [
      'an unknown requirement',
      'target: mock\nonly: [secret0]',
      /vijson\.config\.yaml: only must be the id of a requirement/,
    ],
    ['an unknown report', 'target: mock\nreport: [pdf=a]', /vijson\.config\.yaml: report must be FORMAT=FILE/],
  ])('with %s is refused in a sentence that repeats nothing', async (_, text, sentence) => {
    const { code, stderr } = await testWith(text)
    expect([code, stderr]).toEqual([2, expect.stringMatching(sentence)])
    expect(stderr).not.toContain('secret0')
  })

  const account = 'target: vcenter.example\nusername: me\n'

  test.each<[string, string, string[], RegExp]>([
    ['the target', "target: 'CORP\\secret0@vc'", [], /FILE: target must not contain a backslash: /],
    ['a target with a password', 'target: u:secret0@vc', [], /FILE: target must not contain a password; /],
    ['a target without a command', 'target: run.har', ['doctor'], /FILE: target names a recorded run, which /],
    [
      'a target that cannot be cleaned up',
      'target: mock',
      ['cleanup', '--yes', '-u', 'me'],
      /--target or target in FILE$/,
    ],
    ['a user name', 'target: vc\nusername: me:secret0', [], /FILE: username: a user name must not contain a colon/],
    [
      'the first account twice',
      `${account}passwordCommand: echo x\nlimitedUsername: ME\nlimitedPasswordCommand: echo x`,
      [],
      /FILE: limitedUsername must name another account/,
    ],
    [
      'a second account alone',
      `${account}limitedUsername: other`,
      [],
      /set both limitedUsername in FILE and its password \(VIJSON_LIMITED_PASSWORD or VIJSON_LIMITED_PASSWORD_COMMAND\), or neither/,
    ],
    [
      'a command that prints nothing',
      `${account}passwordCommand: 'true'`,
      [],
      /FILE: passwordCommand gives an empty password/,
    ],
    [
      'a command that fails',
      `${account}passwordCommand: exit 3`,
      [],
      /the command of passwordCommand in FILE ended with exit code 3/,
    ],
    ['a thumbprint', `${account}thumbprint: secret0`, [], /FILE: thumbprint must be that of SHA-256/],
    ['a thumbprint of SHA-1', `${account}thumbprint: ${'0a'.repeat(20)}`, [], /FILE: thumbprint is that of SHA-1/],
    [
      'several ways of trust',
      `${account}ca: a.pem\ninsecure: true`,
      [],
      /give only one of insecure in FILE and ca in FILE: /,
    ],
    ['a CA file that is missing', `${account}ca: nowhere.pem`, [], /FILE: ca: cannot read CA file nowhere\.pem: /],
    ['a CA file that may be a password', `${account}ca: secret0`, [], /FILE: ca: cannot read CA file: /],
    [
      'a CA file that is none',
      `${account}ca: package.json`,
      ['doctor'],
      /FILE: ca: CA file package\.json contains no PEM/,
    ],
    [
      'a client certificate that is missing',
      `${account}clientCert: nowhere.pem`,
      [],
      /FILE: clientCert: cannot read client certificate nowhere\.pem: /,
    ],
    [
      'a client certificate that is none',
      `${account}clientCert: package.json`,
      [],
      /FILE: clientCert: client certificate package\.json contains no PEM/,
    ],
    ['a proxy', `${account}proxy: socks5://u:secret0@proxy`, [], /FILE: proxy must be http:/],
    [
      'a deviations file that is missing',
      'target: mock\ndeviations: nowhere.yaml',
      [],
      /FILE: deviations: cannot read deviations file nowhere\.yaml: /,
    ],
    [
      'a deviations file that is none',
      'target: mock\ndeviations: package.json',
      [],
      /FILE: deviations: .*package\.json/,
    ],
    [
      'a report without a folder',
      'target: mock\nreport: [json=nowhere/secret0]',
      [],
      /FILE: report: cannot write report json: its folder does not exist/,
    ],
    ['a release for a recorded run', 'target: run.har\nrelease: 8.0.3.0', [], /omit release in FILE and --username/],
    ['a release twice', 'target: mock\nrelease: 8.0.3.0,8.0.3.0', [], /FILE: release names a release twice/],
  ])(
    'is named where %s is refused, by its member and not by an option or a variable',
    async (_, text, args, sentence) => {
      const file = config(text)
      const { VIJSON_PASSWORD, ...none } =
        text.includes('Command') || text.includes('mock') ? { VIJSON_PASSWORD: '' } : { VIJSON_PASSWORD: 'x' }
      const [command = 'test', ...more] = args
      const { code, stderr } = await vijson([command, '--config', file, ...more], { ...none, VIJSON_PASSWORD })
      const said = stderr.replaceAll(file, 'FILE').trimEnd().split('\n').at(-1) ?? ''
      expect([code, said]).toEqual([2, expect.stringMatching(sentence)])
      expect(stderr).not.toContain('secret0')
    },
  )

  test('is not named for what the command line or the environment gives in its place', async () => {
    const args = ['--target', 'vc', '-u', 'me', '--ca', 'nowhere.pem']
    const { stderr } = await testWith('target: mock\nca: other.pem\n', args, { VIJSON_PASSWORD: 'x' })
    expect(stderr).toBe('error: cannot read CA file nowhere.pem: there is no such file (ENOENT)\n')
    const byVariable = { VIJSON_TARGET: 'ftp://x', VIJSON_PASSWORD: 'x' }
    expect((await testWith('target: mock\n', [], byVariable)).stderr).toMatch(/^error: VIJSON_TARGET must be mock, /)
  })

  test('that does not exist is refused', async () => {
    const { code, stderr } = await vijson(['test', '--config', '/no/such/file'])
    expect([code, stderr]).toEqual([2, 'error: cannot read configuration file: there is no such file (ENOENT)\n'])
  })
})

test('a configuration file that is a link to nothing is not ignored', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vijson-config-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  symlinkSync('nowhere', join(folder, 'vijson.config.yaml'))
  const before = process.cwd()
  process.chdir(folder)
  onTestFinished(() => process.chdir(before))
  expect(await vijson(['test', '--target', 'mock'])).toEqual({
    code: 2,
    stdout: '',
    stderr: 'error: vijson.config.yaml is a symbolic link that leads nowhere; mend it, or remove it\n',
  })
})

test('every option is found where a letter of it is missing, or its words are written as on the command line', async () => {
  for (const name of Object.keys(schema.properties)) {
    const hyphened = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    for (const written of [`${name.slice(0, -2)}${name.slice(-1)}`, ...(hyphened === name ? [] : [hyphened])])
      expect(() => readConfig(config(`${written}: x`))).toThrow(
        `line 1: ${written} is no option; did you mean ${name}?`,
      )
  }
})

test.each(['forget', 'yes', 'dryRun', 'olderThan'])(
  'what vijson cleanup is told each time stands in no file: %s',
  (name) => {
    expect(() => readConfig(config(`${name}: true`))).toThrow(`line 1: ${name} is no option`)
  },
)

test('the schema is valid, and knows the options of vijson test that a file may give', () => {
  expect(new Ajv2020().validateSchema(schema)).toBe(true)
  const never = async () => 0
  const actions = {
    test: never,
    cleanup: never,
    doctor: never,
    mock: never,
    generate: never,
    matrix: never,
    diff: never,
    specDiff: never,
  }
  const command = createProgram(actions, () => {}).commands.find((one) => one.name() === 'test')
  const options = command?.options.map((option) => option.attributeName()) ?? []
  const onlyOnce = [
    'config',
    'writeDeviations',
    'dryRun',
    'trace',
    'lastFailed',
    'passwordFd',
    'timing',
    'quiet',
    'verbose',
    'color',
  ]
  const further = ['limitedUsername', 'limitedPasswordCommand']
  expect(Object.keys(schema.properties).sort()).toEqual(
    [...options.filter((name) => !onlyOnce.includes(name)), ...further].sort(),
  )
})
