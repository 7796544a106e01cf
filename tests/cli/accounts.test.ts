import { spawn } from 'node:child_process'
import { mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import { describe, expect, onTestFinished, test } from 'vitest'
import { waysToGiveAccount } from '../../src/cli/account-settings.ts'
import { createApp, createVCenter } from '../../src/mock/index.ts'
import { principals } from '../support/principals.ts'
import { serve } from '../support/tls-server.ts'
import { vijson } from '../support/vijson.ts'

const { controller, limited } = principals
const only = ['--only', 'terminate.success.no-content', '--idle', '0']

/** A mock over HTTP, with a session that somebody has begun on it. */
async function lending() {
  const vcenter = createVCenter()
  const lent = vcenter.login(controller.userName, controller.password, { userAgent: 'sso', ipAddress: '192.0.2.1' })
  return { url: await serve(getRequestListener(createApp(vcenter).fetch)), lent, vcenter }
}

describe('no account at all', () => {
  test('is that of the mock, where the server is one', async () => {
    const { url } = await lending()
    const { code, stderr } = await vijson(['test', '--target', url, ...only])
    expect([code, stderr]).toEqual([
      0,
      'no credentials given; using the built-in accounts of the mock, because the target is one\n',
    ])
  })

  test('is refused at any other server of this machine, as one that a tunnel leads to: nothing is tried there', async () => {
    const app = createApp(createVCenter())
    const asked: string[] = []
    const url = await serve(
      getRequestListener(async (request) => {
        asked.push(new URL(request.url).pathname.split('/').at(-1) ?? '')
        const answer = await app.fetch(request)
        if (!request.url.endsWith('/content')) return answer
        const content = (await answer.json()) as { about: object }
        return Response.json({ ...content, about: { ...content.about, vendor: 'VMware, Inc.' } })
      }),
    )
    const { code, stderr } = await vijson(['test', '--target', url, ...only])
    expect([code, stderr]).toEqual([
      2,
      `error: user name and password are missing: ${url} is no mock of this package; ${waysToGiveAccount}\n`,
    ])
    expect(asked).toEqual(['system', 'content'])
  })
})

describe('no account at all, at a busy server', () => {
  /** A mock that answers 503 to so many requests, or to all; and what it was asked. */
  async function busyFor(times: number) {
    const app = createApp(createVCenter())
    const asked: string[] = []
    const url = await serve(
      getRequestListener(async (request) => {
        asked.push(new URL(request.url).pathname.split('/').at(-1) ?? '')
        return asked.length > times ? app.fetch(request) : new Response('', { status: 503 })
      }),
    )
    return { url, asked }
  }

  test('is that of the mock, once it says that it is one', async () => {
    const { url } = await busyFor(2)
    const { code, stderr } = await vijson(['test', '--target', url, ...only])
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^no credentials given; using the built-in accounts/)])
  })

  test('is refused where it does not say it: no login is sent', async () => {
    const { url, asked } = await busyFor(Number.POSITIVE_INFINITY)
    const { code, stderr } = await vijson(['test', '--target', url, ...only])
    expect([code, stderr]).toEqual([
      2,
      `error: user name and password are missing: ${url} is busy, and does not say whether it is a mock of this package (status 503); ${waysToGiveAccount}\n`,
    ])
    expect(asked).not.toContain('Login')
  })

  test('is not sent to another server that was busy at first', async () => {
    const app = createApp(createVCenter())
    const asked: string[] = []
    const url = await serve(
      getRequestListener(async (request) => {
        asked.push(new URL(request.url).pathname.split('/').at(-1) ?? '')
        if (asked.length < 3) return new Response('', { status: 503 })
        const answer = await app.fetch(request)
        if (!request.url.endsWith('/content')) return answer
        const content = (await answer.json()) as { about: object }
        return Response.json({ ...content, about: { ...content.about, vendor: 'VMware, Inc.' } })
      }),
    )
    const { code, stderr } = await vijson(['test', '--target', url, ...only])
    expect([code, stderr]).toEqual([2, expect.stringContaining(`${url} is no mock of this package; give `)])
    expect(asked).not.toContain('Login')
  })
})

test.each([
  [
    'in quotation marks',
    `"${controller.password}"`,
    'the password stands in quotation marks, which are sent as a part of it',
  ],
  [
    'with a blank at its end',
    `${controller.password} `,
    'the password ends with a blank, which is sent as a part of it',
  ],
])('a password %s is sent as it is, and where it is refused, test and doctor say so', async (_, password, advice) => {
  const { url } = await lending()
  const environment = { VIJSON_USERNAME: controller.userName, VIJSON_PASSWORD: password }
  const line = `→ check the user name and the password; ${advice}; each further attempt may lock the account\n`
  const run = await vijson(['test', '--target', url], environment)
  expect([run.code, run.stderr]).toEqual([3, expect.stringContaining(line)])
  const doctor = await vijson(['doctor', '--target', url], environment)
  expect([doctor.code, doctor.stdout]).toEqual([3, expect.stringContaining(line)])
  expect(run.stdout + run.stderr + doctor.stdout).not.toContain(controller.password)
})

describe('VIJSON_SESSION', () => {
  test('is enough for a run: sessions are begun as its clones, and it stays alive', async () => {
    const { url, lent, vcenter } = await lending()
    const ended = await vijson(['test', '--target', url, '--idle', '0'], { VIJSON_SESSION: lent.token })
    expect([ended.code, ended.stderr]).toEqual([0, ''])
    expect(ended.stdout).toMatch(/conformant/)
    expect(ended.stdout).not.toContain(lent.token)
    expect([...vcenter.sessions.keys()]).toEqual([lent.key])
  })

  test('is shown by --dry-run and by doctor without its token', async () => {
    const { url, lent, vcenter } = await lending()
    const environment = { VIJSON_SESSION: lent.token }
    const dryRun = await vijson(['test', '--target', url, '--dry-run'], environment)
    expect(dryRun.stdout).toContain('account: the session in VIJSON_SESSION, of which sessions are cloned\n')
    expect(dryRun.stdout).toMatch(/\n {2}total +0 +\d+/)
    const doctor = await vijson(['doctor', '--target', url], environment)
    expect([doctor.code, doctor.stdout]).toEqual([
      0,
      expect.stringContaining(`the session in VIJSON_SESSION is that of ${controller.userName}`),
    ])
    expect(doctor.stdout).toContain(
      'no other session is open; disruptive checks are skipped beside the one in VIJSON_SESSION\n',
    )
    expect(dryRun.stdout + doctor.stdout).not.toContain(lent.token)
    expect([...vcenter.sessions.keys()]).toEqual([lent.key])
  })

  test('that is not logged on is told by test and doctor', async () => {
    const { url } = await lending()
    const environment = { VIJSON_SESSION: '0123456789abcdef' }
    const run = await vijson(['test', '--target', url], environment)
    expect([run.code, run.stderr]).toEqual([
      3,
      'not ok  account         the session in VIJSON_SESSION is not logged on\n                        → begin a session, and give its token\n',
    ])
    const doctor = await vijson(['doctor', '--target', url], environment)
    expect([doctor.code, doctor.stdout]).toEqual([
      3,
      expect.stringContaining('the session in VIJSON_SESSION is not logged on'),
    ])
  })

  test.each<[string, Record<string, string>, RegExp]>([
    [
      'beside a user name',
      { VIJSON_SESSION: 'secret0', VIJSON_USERNAME: 'user' },
      /^error: give either VIJSON_SESSION, or a user name and a password\n$/,
    ],
    ['beside a password', { VIJSON_SESSION: 'secret0', VIJSON_PASSWORD: 'secret1' }, /give either/],
    ['in quotation marks', { VIJSON_SESSION: '"secret0"' }, /stands in quotation marks/],
    ['with a line break', { VIJSON_SESSION: 'secret0\n' }, /without blanks, commas and line breaks/],
    ['with a comma', { VIJSON_SESSION: 'secret0,secret1' }, /without blanks, commas and line breaks/],
    ['that is no ASCII', { VIJSON_SESSION: 'secret0é' }, /without blanks/],
  ])('is refused %s, and not repeated', async (_, environment, sentence) => {
    const { code, stderr } = await vijson(['test', '--target', 'https://vcenter.invalid'], environment)
    expect([code, stderr]).toEqual([2, expect.stringMatching(sentence)])
    expect(stderr).not.toContain('secret')
  })
})

describe('a password', () => {
  const node = JSON.stringify(process.execPath)
  const testUser = (...flags: string[]) =>
    vijson(['test', '--target', 'https://vcenter.invalid', '-u', 'user', ...flags])
  const printing = (output: string) => `${node} -e ${JSON.stringify(`process.stdout.write(${JSON.stringify(output)})`)}`

  test('comes from a command, for both accounts', async () => {
    const { url } = await lending()
    const environment = {
      VIJSON_USERNAME: controller.userName,
      VIJSON_PASSWORD_COMMAND: printing(`${controller.password}\n`),
      VIJSON_LIMITED_USERNAME: limited.userName,
      VIJSON_LIMITED_PASSWORD_COMMAND: printing(limited.password),
    }
    const args = ['test', '--target', url, '--only', 'terminate.privilege.fault', '--idle', '0']
    expect(await vijson(args, environment)).toMatchObject({ code: 0, stderr: '' })
    const byOption = ['--password-command', printing(`${controller.password}\r\n`)]
    expect(
      await vijson([...args.slice(0, 3), ...only, ...byOption], { VIJSON_USERNAME: controller.userName }),
    ).toMatchObject({
      code: 0,
      stderr: '',
    })
  })

  test.each<[string, string, RegExp]>([
    ['that fails', `${node} -e "process.exit(3)"`, /ended with exit code 3/],
    ['that does not exist', 'no-such-command-of-anybody', /ended with exit code 127|cannot be run/],
    ['that prints nothing', printing(''), /gives an empty password/],
    ['that prints several lines', printing('secret1\nsecret2\n'), /gives several lines/],
  ])('is not taken from a command %s, whose output is not repeated', async (_, command, sentence) => {
    const { code, stderr } = await testUser('--password-command', command)
    expect([code, stderr.split('\n').at(-2)]).toEqual([2, expect.stringMatching(sentence)])
    expect(stderr).not.toMatch(/secret\d/)
  })

  test('comes from a file descriptor', async () => {
    const { url } = await lending()
    const folder = mkdtempSync(join(tmpdir(), 'vijson-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    writeFileSync(join(folder, 'password'), `${controller.password}\n`)
    const main = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url))
    const args = [main, 'test', '--target', url, '-u', controller.userName, '--password-fd', '3', ...only]
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'pipe', openSync(join(folder, 'password'), 'r')],
      env: { PATH: process.env.PATH, XDG_STATE_HOME: folder },
    })
    const ended = new Promise((resolve) => child.once('close', resolve))
    expect([await text(child.stderr ?? process.stdin), await ended]).toEqual(['', 0])
  })

  const encodings: [string, Buffer][] = [
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${controller.password}\r\n`)],
    ['UTF-16', Buffer.from(`\ufeff${controller.password}\r\n`, 'utf16le')],
    ['UTF-16 without a byte order mark', Buffer.from(`${controller.password}\n`, 'utf16le')],
  ]

  test.each(encodings)('is taken in %s, from a descriptor, a command and a file', async (_, bytes) => {
    const { url } = await lending()
    const folder = mkdtempSync(join(tmpdir(), 'vijson-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const file = join(folder, 'password')
    writeFileSync(file, bytes)
    const args = ['doctor', '--target', url, '-u', controller.userName]
    const printingBytes = `${node} -e "process.stdout.write(Buffer.from('${bytes.toString('hex')}','hex'))"`
    expect(await vijson([...args, '--password-command', printingBytes])).toMatchObject({ code: 0, stderr: '' })
    const govc = { GOVC_URL: url, GOVC_USERNAME: controller.userName, GOVC_PASSWORD: file }
    expect(await vijson(['doctor'], govc)).toMatchObject({ code: 0, stderr: '' })
    const main = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url))
    const child = spawn(process.execPath, [main, ...args, '--password-fd', '3'], {
      stdio: ['ignore', 'pipe', 'pipe', openSync(file, 'r')],
      env: { PATH: process.env.PATH, XDG_STATE_HOME: folder },
    })
    const ended = new Promise((resolve) => child.once('close', resolve))
    expect([await text(child.stderr ?? process.stdin), await ended]).toEqual(['', 0])
  })

  test.each<[string, Buffer]>([
    ['UTF-32', Buffer.from('fffe000073000000650000000a000000', 'hex')],
    ['Latin-1', Buffer.from('sécret0\n', 'latin1')],
    ['several lines', Buffer.from('secret0\nsecret1\n')],
  ])('in %s is refused before anything is sent: a wrong one locks the account', async (_, bytes) => {
    const folder = mkdtempSync(join(tmpdir(), 'vijson-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    writeFileSync(join(folder, 'password'), bytes)
    const printingBytes = `${node} -e "process.stdout.write(Buffer.from('${bytes.toString('hex')}','hex'))"`
    const govc = { GOVC_URL: 'vcenter.invalid', GOVC_USERNAME: 'me', GOVC_PASSWORD: join(folder, 'password') }
    for (const ended of [await vijson(['test'], govc), await testUser('--password-command', printingBytes)]) {
      expect([ended.code, ended.stderr]).toEqual([2, expect.stringMatching(/UTF-8\n$|several lines/)])
      expect(ended.stderr).not.toMatch(/cret\d/)
    }
  })

  test('is refused from a descriptor that is not open', async () => {
    const { code, stderr } = await testUser('--password-fd', '77')
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^error: --password-fd cannot be read \(EBADF\): open it first/),
    ])
  })

  test.each<[string, string[], Record<string, string>]>([
    ['by a command and a variable', ['--password-command', 'true'], { VIJSON_PASSWORD: 'secret0' }],
    ['by a descriptor and a variable', ['--password-fd', '0'], { VIJSON_PASSWORD: 'secret0' }],
    ['by a command and a descriptor', ['--password-command', 'true', '--password-fd', '3'], {}],
    ['by two variables', [], { VIJSON_PASSWORD: 'secret0', VIJSON_PASSWORD_COMMAND: 'echo secret1' }],
  ])('is not taken where it is given twice, %s', async (_, args, environment) => {
    const given = ['test', '--target', 'https://vcenter.invalid', '-u', 'user', ...args]
    expect(await vijson(given, environment)).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'error: give the password once: by --password-command, by --password-fd, in VIJSON_PASSWORD, or by VIJSON_PASSWORD_COMMAND\n',
    })
  })

  test('of the second account is not taken where it is given twice', async () => {
    const environment = {
      VIJSON_PASSWORD: 'a',
      VIJSON_LIMITED_USERNAME: 'other',
      VIJSON_LIMITED_PASSWORD: 'secret0',
      VIJSON_LIMITED_PASSWORD_COMMAND: 'echo secret1',
    }
    expect(await vijson(['test', '--target', 'https://vcenter.invalid', '-u', 'user'], environment)).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'error: give the second password once: in VIJSON_LIMITED_PASSWORD, or by VIJSON_LIMITED_PASSWORD_COMMAND\n',
    })
  })

  test.each(['', ' ', '\t'])('is not taken from the command %j, which is none', async (command) => {
    const sentence = 'error: --password-command is empty; name a command that prints the password\n'
    expect(await testUser('--password-command', command)).toEqual({ code: 2, stdout: '', stderr: sentence })
  })
})
