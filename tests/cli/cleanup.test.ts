import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createApp, createVCenter } from '../../src/mock/index.ts'
import { principals } from '../support/principals.ts'
import { serve } from './tls-server.ts'
import { vijson } from './vijson.ts'

const { controller } = principals
const hour = 3_600_000

/** A mock with a session that a run of that age has left, and the record of it. */
async function leftBehind(ageMs: number) {
  const vcenter = createVCenter()
  const url = await serve(getRequestListener(createApp(vcenter).fetch))
  const tag = '(run 0123456789ab; login 1 of terminate.success.no-content)'
  const origin = { ipAddress: '127.0.0.1', userAgent: `vijson-conformance/0.1.0 ${tag}` }
  const { key } = vcenter.login(controller.userName, controller.password, origin)
  const state = mkdtempSync(join(tmpdir(), 'vijson-state-'))
  onTestFinished(() => rmSync(state, { recursive: true }))
  mkdirSync(join(state, 'vijson'))
  const record = {
    schema: 'vijson-run/1',
    run: '0123456789ab',
    startedAt: new Date(Date.now() - ageMs).toISOString(),
    target: url,
    account: controller.userName,
    // No process of this machine: one with that number may be running.
    process: { host: hostname(), pid: 999_999_999 },
    logins: [{ tag, userName: controller.userName, key, shownName: controller.userName }],
  }
  writeFileSync(join(state, 'vijson', '0123456789ab.json'), JSON.stringify(record))
  const cleanup = (...flags: string[]) => vijson(['cleanup', '--target', url, ...flags], { XDG_STATE_HOME: state })
  return { vcenter, url, key, tag, cleanup, folder: join(state, 'vijson') }
}

describe('vijson cleanup', () => {
  test('ends nothing where nobody can be asked', async () => {
    const { vcenter, key, cleanup } = await leftBehind(hour)
    const { code, stderr } = await cleanup()
    expect([code, stderr.split('\n').at(-2)]).toEqual([
      2,
      'error: nobody can be asked here whether the sessions are to be ended: give --yes, or --dry-run to see them',
    ])
    expect([...vcenter.sessions.keys()]).toEqual([key])
  })

  test('shows the key, the user and the User-Agent of what it would end', async () => {
    const { vcenter, key, tag, cleanup } = await leftBehind(hour)
    const { code, stdout } = await cleanup('--dry-run')
    expect(code).toBe(3)
    expect(stdout).toContain(`  "${key}"  ${controller.userName}  ${tag}\n`)
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
})
