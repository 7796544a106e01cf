import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { describe, expect, onTestFinished, test } from 'vitest'
import { ownIdentity } from '../../src/cli/process-identity.ts'
import type { Fetch } from '../../src/client/index.ts'
import { createApp, createVCenter } from '../../src/mock/index.ts'
import { answering } from '../engine/one-check.ts'
import { principals } from '../support/principals.ts'
import { serve } from '../support/tls-server.ts'
import { start, vijson } from '../support/vijson.ts'

const { controller, limited } = principals
const hour = 3_600_000

/** A mock with a session that a run of that age has left, and the record of it. */
async function leftBehind(ageMs: number, around: (fetch: Fetch) => Fetch = (fetch) => fetch) {
  const vcenter = createVCenter()
  const app = createApp(vcenter)
  const answer = around(async (request) => app.fetch(request))
  const url = await serve(getRequestListener(async (request) => answer(request)))
  const tag = '(run 0123456789ab; login 1 of terminate.success.no-content)'
  const origin = { ipAddress: '127.0.0.1', userAgent: `vijson-conformance/0.1.0 ${tag}` }
  const session = vcenter.login(controller.userName, controller.password, origin)
  const { key, userAgent } = session
  const loginTime = session.loginTime.toISOString()
  const state = mkdtempSync(join(tmpdir(), 'vijson-state-'))
  onTestFinished(() => rmSync(state, { recursive: true }))
  mkdirSync(join(state, 'vijson'))
  const record = {
    schema: 'vijson-run/1',
    run: '0123456789ab',
    startedAt: new Date(Date.now() - ageMs).toISOString(),
    target: url,
    account: controller.userName,
    // A process of this machine that is over.
    process: { ...ownIdentity(), started: 'another time' },
    logins: [{ tag, userName: controller.userName, key, shownName: controller.userName }],
  }
  writeFileSync(join(state, 'vijson', '0123456789ab.json'), JSON.stringify(record))
  const environment = { XDG_STATE_HOME: state }
  const command = (...args: string[]) => vijson(args, environment)
  const cleanup = (...flags: string[]) => command('cleanup', '--target', url, ...flags)
  return { vcenter, url, key, tag, loginTime, userAgent, cleanup, command, environment, folder: join(state, 'vijson') }
}

describe('vijson cleanup', () => {
  test('ends nothing where nobody can be asked, and shows what it would end', async () => {
    const { vcenter, key, loginTime, userAgent, cleanup } = await leftBehind(hour)
    const { code, stdout, stderr } = await cleanup()
    expect([code, stderr.split('\n').at(-2)]).toEqual([
      2,
      'error: nobody can be asked here whether these sessions are to be ended: give --yes, or --dry-run to see them alone',
    ])
    expect(stdout).toContain(`\n  "${key}"  ${controller.userName}  since ${loginTime}  ${userAgent}\n`)
    expect([...vcenter.sessions.keys()]).toEqual([key])
  })

  test('shows the key, the user, since when and the User-Agent of what it would end', async () => {
    const { vcenter, key, loginTime, userAgent, cleanup } = await leftBehind(hour)
    const { code, stdout } = await cleanup('--dry-run')
    expect(code).toBe(3)
    expect(stdout).toContain(`\n  "${key}"  ${controller.userName}  since ${loginTime}  ${userAgent}\n`)
    expect([...vcenter.sessions.keys()]).toEqual([key])
  })

  test.each(['', '{', '[]', '{"schema":"vijson-run/1"}', '\u0000'])(
    'names a record that cannot be read, and ends with 3: %j',
    async (text) => {
      const { vcenter, folder, key, cleanup } = await leftBehind(hour)
      const file = join(folder, '0123456789ab.json')
      writeFileSync(file, text)
      const { code, stderr } = await cleanup('--yes')
      expect([code, stderr]).toEqual([
        3,
        `${file}: no readable record of a run, whose sessions may still be open; look for the User-Agent vijson-conformance in the list of sessions, end them, and remove the file\n`,
      ])
      expect([...vcenter.sessions.keys()]).toEqual([key])
    },
  )

  test('ends it without asking with --yes', async () => {
    const { vcenter, cleanup } = await leftBehind(hour)
    const { code, stdout } = await cleanup('--yes')
    expect([code, stdout]).toEqual([0, expect.stringContaining('1 session ended')])
    expect(vcenter.sessions.size).toBe(0)
  })

  test.each([
    ['2h', hour, false],
    ['30m', hour, true],
    ['1d', 30 * hour, true],
    ['1d', 20 * hour, false],
  ])('--older-than %s, of a run %i ms ago: ended is %s', async (age, ageMs, isEnded) => {
    const { vcenter, url, cleanup } = await leftBehind(ageMs)
    const { code, stdout } = await cleanup('--yes', '--older-than', age)
    expect(code).toBe(0)
    if (!isEnded)
      expect(stdout).toMatch(
        /^no run of that age that is recorded in \S+ has left sessions on (\S+); runs of other users,/,
      )
    if (!isEnded) expect(stdout).toContain(` on ${url}; `)
    expect(vcenter.sessions.size).toBe(isEnded ? 0 : 1)
  })

  test.each(['2', 'h', '-1h', '2 hours', ''])('--older-than %j is refused', async (given) => {
    const { cleanup } = await leftBehind(hour)
    expect(await cleanup('--older-than', given)).toMatchObject({
      code: 2,
      stderr: 'error: --older-than must be an age such as 30m, 2h or 1d\n',
    })
  })

  test('ends what a gateway has answered 503 in passing', async () => {
    let calls = 0
    const { vcenter, cleanup } = await leftBehind(
      hour,
      answering('TerminateSession', (request, fetch) => {
        calls += 1
        return calls < 3 ? new Response('', { status: 503 }) : fetch(request)
      }),
    )
    const { code, stdout } = await cleanup('--yes')
    expect([code, stdout]).toEqual([0, expect.stringContaining('1 session ended\n')])
    expect(vcenter.sessions.size).toBe(0)
  })

  test('says why a session could not be ended, and how to go on', async () => {
    const { url, key, cleanup } = await leftBehind(
      hour,
      answering('TerminateSession', () => new Response('', { status: 503 })),
    )
    const { code, stdout } = await cleanup('--yes')
    expect([code, stdout]).toEqual([
      3,
      expect.stringMatching(/ UTC: 0 sessions ended, 1 could not be ended: status 503, three times\n/),
    ])
    expect(stdout).toContain(`1 session is open on ${url}, as far as is known\n  ${key}  (${controller.userName})\n`)
    expect(stdout).toContain(`end them with: vijson cleanup --target ${url}\n`)
  })

  test.each<[string, Record<string, string>, RegExp]>([
    [
      'a wrong password',
      { VIJSON_USERNAME: controller.userName, VIJSON_PASSWORD: 'wrong' },
      /InvalidLogin: .*; check the user name and the password; each further attempt may lock the account\n$/,
    ],
    [
      'an account without the privilege',
      { VIJSON_USERNAME: limited.userName, VIJSON_PASSWORD: limited.password },
      /NoPermission; give it the privilege Sessions\.TerminateSession \(/,
    ],
  ])('says what to do about %s, and ends nothing', async (_, account, sentence) => {
    const { vcenter, url, key, environment } = await leftBehind(hour)
    const { code, stderr } = await vijson(['cleanup', '--target', url, '--yes'], { ...environment, ...account })
    expect([code, stderr]).toEqual([3, expect.stringMatching(/^not cleaned up: /)])
    expect(stderr).toMatch(sentence)
    expect([...vcenter.sessions.keys()]).toEqual([key])
  })

  test('is refused without an account at any other server than the mock: nothing is tried there', async () => {
    const asked: string[] = []
    const { url, vcenter, key, cleanup } = await leftBehind(hour, (answer) => async (request) => {
      asked.push(new URL(request.url).pathname.split('/').at(-1) ?? '')
      const given = await answer(request)
      if (!request.url.endsWith('/content')) return given
      const content = (await given.json()) as { about: object }
      return Response.json({ ...content, about: { ...content.about, vendor: 'VMware, Inc.' } })
    })
    const { code, stderr } = await cleanup('--yes')
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining(`error: user name and password are missing: ${url} is no mock of this package; give `),
    ])
    expect(asked).toEqual(['system', 'content'])
    expect([...vcenter.sessions.keys()]).toEqual([key])
  })

  test('says what it had ended where it is interrupted', async () => {
    let interrupt = () => {}
    const { url, environment, folder } = await leftBehind(
      hour,
      answering('TerminateSession', () => {
        interrupt()
        return new Promise<Response>(() => {})
      }),
    )
    const { process: child, ended } = start(['cleanup', '--yes', '--target', url], environment)
    interrupt = () => child.kill('SIGINT')
    const { code, stdout, stderr } = await ended
    expect([code, stderr]).toEqual([
      130,
      'no credentials given; using the built-in accounts of the mock, because the target is one\ninterrupted: ending no further session, and logging out (interrupt again after a second to stop at once, without that)\ninterrupted: 0 sessions ended, 1 left\n',
    ])
    expect(stdout).toContain('0 sessions ended, 1 could not be ended: interrupted\n')
    expect(readdirSync(folder)).toEqual(['0123456789ab.json'])
  })

  test('says that it has ended nothing where it is interrupted before', async () => {
    let interrupt = () => {}
    const { url, environment, folder } = await leftBehind(
      hour,
      answering('sessionList', () => {
        interrupt()
        return new Promise<Response>(() => {})
      }),
    )
    const { process: child, ended } = start(['cleanup', '--yes', '--target', url], environment)
    interrupt = () => child.kill('SIGINT')
    const { code, stderr } = await ended
    expect([code, stderr.split('\n').at(-2)]).toEqual([
      130,
      `interrupted: no session was ended; what is left is still recorded; end it with: vijson cleanup --target ${url}`,
    ])
    expect(readdirSync(folder)).toContain('0123456789ab.json')
  })
})

describe('vijson test after a run that has left a session which cannot be ended', () => {
  test('says at its end that the session is still open, and counted among those of others', async () => {
    const { url, key, command } = await leftBehind(hour, (fetch) => async (request) => {
      const isItself = request.url.endsWith('/TerminateSession') && (await request.clone().text()).includes(key)
      return isItself ? new Response('', { status: 503 }) : fetch(request)
    })
    const { code, stderr } = await command('test', '--target', url, '--only', 'terminate.success.no-content')
    expect([code, stderr.split('\n').at(-2)]).toEqual([
      0,
      expect.stringMatching(
        /^1 session of the run 0123456789ab of \S+ \S+ UTC is still open, and counted as sessions of others; end them with: vijson cleanup --target \S+$/,
      ),
    ])
  })
})

describe('vijson cleanup --forget', () => {
  const gone = 'http://127.0.0.1:1'

  /** Records of two runs: one on a target that is there, one on a target that is gone. */
  async function withGone() {
    const left = await leftBehind(hour)
    const [file] = readdirSync(left.folder)
    const record = JSON.parse(readFileSync(join(left.folder, String(file)), 'utf8'))
    const tag = '(run ba9876543210; login 1 of x)'
    const other = { ...record, run: 'ba9876543210', target: gone, logins: [{ tag, userName: 'user', key: '52-gone' }] }
    writeFileSync(join(left.folder, 'ba9876543210.json'), JSON.stringify(other))
    return { ...left, records: () => readdirSync(left.folder).filter((name) => name !== 'last-failed.json') }
  }

  test.each<[string, string[], string[]]>([
    ['a run', ['ba9876543210'], ['0123456789ab.json']],
    ['the runs on a target', ['--target', gone], ['0123456789ab.json']],
    ['all runs', [], []],
    ['no run that is newer', ['--older-than', '2h'], ['0123456789ab.json', 'ba9876543210.json']],
  ])('forgets %s, and ends nothing', async (_, args, left) => {
    const { command, records, vcenter, key } = await withGone()
    const { code, stdout } = await command('cleanup', '--yes', '--forget', ...args)
    expect([code, records()]).toEqual([0, left])
    if (left.length < 2) {
      expect(stdout).toMatch(/^the run ba9876543210 of \S+ \S+ UTC:$/m)
      expect(stdout).toContain(
        `  1 session is open on ${gone}, as far as is known\n  end them with: govc session.rm 52-gone\n`,
      )
      expect(stdout).toMatch(/\n\d runs? forgotten\n$/)
    }
    expect([...vcenter.sessions.keys()]).toEqual([key])
  })

  test.each<[string, string[], number, RegExp]>([
    ['with --dry-run', ['--dry-run'], 3, /\n2 runs would be forgotten\n$/],
    ['with --dry-run and --yes', ['--dry-run', '--yes'], 3, /\n2 runs would be forgotten\n$/],
    ['where nobody can be asked', [], 2, /^the run ba9876543210 of /m],
    ['of an unknown run', ['abcdefabcdef', '--yes'], 2, /^$/],
    ['of what is no id', ['secret', '--yes'], 2, /^$/],
  ])('forgets nothing %s', async (_, args, code, shown) => {
    const { command, records } = await withGone()
    const ended = await command('cleanup', '--forget', ...args)
    expect(ended).toMatchObject({ code, stdout: expect.stringMatching(shown) })
    expect(ended.stderr).not.toContain('secret')
    expect(records()).toEqual(['0123456789ab.json', 'ba9876543210.json'])
  })

  test('is named where the target does not answer', async () => {
    const { command } = await withGone()
    const { code, stderr } = await command('cleanup', '--yes', '--target', gone, '--timeout', '2000')
    expect([code, stderr]).toEqual([
      3,
      expect.stringMatching(/; where the target is gone for good: vijson cleanup --forget ba9876543210\n$/),
    ])
  })

  test.each([
    [[], true],
    [['--quiet'], false],
  ])('a test with %j names a record that cannot be read: %s', async (args, isNamed) => {
    const { command, url, folder } = await withGone()
    writeFileSync(join(folder, '00000000000a.json'), '{"schema":')
    const { code, stderr } = await command('test', '--target', url, '--only', 'terminate.success.no-content', ...args)
    expect([code, stderr.includes('00000000000a.json: no readable record of a run')]).toEqual([0, isNamed])
  })

  test.each([
    [[], true],
    [['--quiet'], false],
  ])('a test of another target with %j names the run: %s', async (args, isNamed) => {
    const { command, url } = await withGone()
    const { stderr } = await command('test', '--target', url, '--only', 'terminate.success.no-content', ...args)
    expect(stderr.includes('ba9876543210')).toBe(isNamed)
  })
})
