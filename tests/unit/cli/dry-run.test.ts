import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { dryRun } from '../../../src/cli/dry-run.ts'
import { runSuite } from '../../../src/conformance/index.ts'
import { mockTarget } from '../../support/mock-target.ts'
import { principals } from '../../support/principals.ts'

const only = ['terminate.success.clones', 'terminate.sequence.list-order', 'terminate.empty-list.no-effect']
const options = { only, seed: 1 }
const settings = {
  ...principals,
  kind: 'url',
  url: 'https://vcenter.example',
  release: 'auto',
  tls: {},
  usesBuiltIns: false,
} as const

describe('dryRun', () => {
  beforeEach(() => {
    vi.stubGlobal('fetch', () => Promise.reject(new Error('a request was sent')))
  })
  afterEach(() => {
    vi.unstubAllGlobals()
  })

  test('shows the logins, calls and requests of a run against a conformant target, and sends nothing', async () => {
    const {
      exchanges,
      sessions: { atOnce },
    } = await runSuite(mockTarget(), options)
    const rowOf = (name: string, id?: string | null) => {
      const own = exchanges.filter(({ requirement }) =>
        id === 'all but the disruptive' ? requirement !== only.at(-1) : id === null || requirement === id,
      )
      const count = (end: string) => String(own.filter(({ path }) => path.endsWith(end)).length).padStart(8)
      const counts = ['/Login', '/CloneSession', '/TerminateSession'].map(count).join('')
      return `  ${name.padEnd(46)}${counts}${String(own.length).padStart(10)}`
    }
    const sessions = exchanges.filter(({ path }) => /\/(Login|CloneSession)$/.test(path)).length
    expect((await dryRun(settings, options)).split('\n')).toEqual([
      'A run against https://vcenter.example would send these requests, if the target is conformant. Nothing has been sent.',
      `account: ${principals.controller.userName}`,
      `second account: ${principals.limited.userName}`,
      'certificate: one that Node trusts',
      '',
      '  requirement                                     logins  clones   calls  requests',
      ...only.map((id) => rowOf(id, id) + (id === 'terminate.empty-list.no-effect' ? '   *' : '')),
      rowOf('(the run as a whole)', undefined),
      rowOf('total', null),
      rowOf('total without *', 'all but the disruptive'),
      '',
      `sessions: ${sessions}, at most ${atOnce} at once. Without clones that are sessions in their own right, the run opens fewer, all by logins`,
      'seed: 1; where calls meet, a run may send a few more or less',
      'the run as a whole: the sessions that checks share or that are left idle, the last look at all sessions, and their end',
      'calls: TerminateSession calls, each naming only sessions that the run opened and ids that it invented',
      "*: disruptive check (a defective server might answer it by ending everybody's sessions), skipped while others are logged on",
    ])
  })

  test('says that --exclusive runs the disruptive checks', async () => {
    expect((await dryRun(settings, { ...options, exclusive: true })).split('\n').at(-1)).toBe(
      '*: disruptive check, run because --exclusive is given',
    )
  })

  test('says that there is no second account, and that any certificate is accepted', async () => {
    const { limited: _, ...alone } = settings
    const lines = (await dryRun({ ...alone, tls: { insecure: true } }, options)).split('\n')
    expect(lines.slice(1, 4)).toEqual([
      `account: ${principals.controller.userName}`,
      'second account: none: requirements about the privilege are skipped',
      'certificate: any',
    ])
  })

  test('marks what a limit, or the want of a second account, leaves out', async () => {
    const few = (await dryRun(settings, { seed: 1, maxLogins: 8 })).split('\n')
    expect(few.filter((line) => line.endsWith('   skipped')).length).toBeGreaterThan(0)
    expect(few).toContain('skipped: it needs more logins or sessions than the run may have')
    const { limited: _, ...alone } = settings
    const privilege = ['terminate.privilege.required', 'terminate.privilege.fault']
    const lines = (await dryRun(alone, { only: privilege, seed: 1 })).split('\n')
    expect(lines.filter((line) => line.endsWith('   skipped')).map((line) => line.trim().split(' ')[0])).toEqual(
      privilege,
    )
    expect(lines.join('\n')).not.toContain('skipped: it needs')
  })

  test('says that the accounts of the mock are sent to a mock alone', async () => {
    const lines = (await dryRun({ ...settings, url: 'https://127.0.0.1:8443', usesBuiltIns: true }, options)).split(
      '\n',
    )
    expect(lines[1]).toBe(
      `account: ${principals.controller.userName}; this account and the second one are those of the mock: a run first asks the target whether it is one, and ends where it is not`,
    )
  })

  test('says how sessions begin without a password', async () => {
    const { limited: _, ...alone } = settings
    const text = await dryRun({ ...alone, controller: { token: 'lent' } }, options)
    expect(text).toMatch(/\nsessions: \d+, at most \d+ at once, begun as clones\n/)
    expect(text).not.toContain('all by logins')
  })

  test('says that there is no certificate where the target is http', async () => {
    const lines = (await dryRun({ ...settings, url: 'http://127.0.0.1:9' }, options)).split('\n')
    expect(lines).toContain('certificate: none, the target is http')
  })

  test('refuses what a run would refuse: passwords over http to another machine', async () => {
    await expect(dryRun({ ...settings, url: 'http://vcenter.example' }, options)).rejects.toThrow(
      'http://vcenter.example would receive passwords and tokens unencrypted',
    )
    await expect(
      dryRun({ ...settings, url: 'http://vcenter.example' }, { ...options, allowPlaintext: true }),
    ).resolves.toContain('http://vcenter.example')
  })

  test('names a target without a URL by its kind', async () => {
    const lines = (await dryRun({ ...principals, kind: 'msw', release: '8.0.2.0' }, options)).split('\n')
    expect(lines[0]).toBe(
      'A run against the target msw would send these requests, if the target is conformant. Nothing has been sent.',
    )
  })
})
