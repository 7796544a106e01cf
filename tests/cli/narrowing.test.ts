import { getRequestListener } from '@hono/node-server'
import { describe, expect, test } from 'vitest'
import { requirements } from '../../generated/requirements.ts'
import { createApp, createVCenter, type VCenter } from '../../src/mock/index.ts'
import { principals } from '../support/principals.ts'
import { skipsUnknown } from '../support/skips-unknown.ts'
import { serve } from '../support/tls-server.ts'
import { startMock, vijson } from '../support/vijson.ts'

const listening = (vcenter: VCenter = createVCenter()) => serve(getRequestListener(createApp(vcenter).fetch))

const one = ['--only', 'terminate.not-found.fault', '--idle', '0', '--seed', '1']

describe('--trace', () => {
  test('prints each exchange of the requirements that it names, with sessions by their labels and without secrets', async () => {
    const url = await listening()
    const { code, stdout, stderr } = await vijson(['test', '--target', url, ...one, '--trace', 'not-found'])
    expect(code).toBe(0)
    expect(stdout).not.toContain('→')
    expect(stderr).toMatch(
      /→ POST \/sdk\/vim25\/8\.0\.3\.0\/SessionManager\/SessionManager\/TerminateSession\n {2}for terminate\.not-found\.fault/,
    )
    expect(stderr).toContain('vmware-api-session-id: ‹token of the controller›')
    expect(stderr).toMatch(/← 500 in \d+ ms/)
    expect(stderr).toContain('"_typeName":"NotFound"')
    expect(stderr).not.toContain(principals.controller.password)
    expect(stderr).not.toMatch(/vmware-api-session-id: [0-9a-f]{40}/)
    expect(stderr).not.toContain('for the run as a whole')
  })

  test('prints all without a name, and only what is not met with "failures", after the run', async () => {
    const url = await listening(skipsUnknown())
    const all = await vijson(['test', '--target', url, ...one, '--trace'])
    expect(all.stderr).toContain('for the run as a whole')
    const failures = await vijson([
      'test',
      '--target',
      url,
      ...one,
      '--only',
      'terminate.success.no-content',
      '--trace',
      'failures',
    ])
    expect(failures.code).toBe(1)
    expect(failures.stderr).toContain('for terminate.not-found.fault')
    expect(failures.stderr).not.toContain('for terminate.success.no-content')
  })

  test('is refused for a requirement that does not exist', async () => {
    const { code, stderr } = await vijson(['test', '--target', 'mock', '--trace', 'no-such-thing'])
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^error: --trace must be all, failures, the id of a requirement, a theme, or a pattern/),
    ])
  })
})

describe('--last-failed', () => {
  test('tests again what the last run against the target left, until nothing is left', async () => {
    const url = await listening(skipsUnknown())
    const first = await vijson([
      'test',
      '--target',
      url,
      '--only',
      'terminate.not-found.*',
      '--only',
      'no-content',
      '--idle',
      '0',
    ])
    expect(first.code).toBe(1)
    // Tests nothing, and so leaves what is known.
    const nothing = await vijson(['test', '--target', url, '--release', '9.9.9.9', '--idle', '0'])
    expect(nothing.code).toBe(3)
    const again = await vijson(['test', '--target', url, '--last-failed', '--idle', '0'])
    expect(again.code).toBe(1)
    expect(again.stdout).toContain('fail        terminate.not-found.fault')
    expect(again.stdout).not.toContain('terminate.success.no-content')
  })

  test('is refused where no run is known, where the last one left nothing, and beside --only', async () => {
    const url = await listening()
    const refused = async (...flags: string[]) => {
      const { code, stderr } = await vijson(['test', '--target', url, '--last-failed', ...flags])
      return [code, stderr]
    }
    expect(await refused()).toEqual([
      2,
      'error: --last-failed: no earlier run against this target is known on this machine\n',
    ])
    await vijson(['test', '--target', url, ...one])
    expect(await refused()).toEqual([
      2,
      'error: --last-failed: nothing is left to be tested again: what was tested last of this target was met\n',
    ])
    expect(await refused('--only', 'no-content')).toEqual([2, 'error: give either --only or --last-failed\n'])
  })
})

test('--bail leaves out the rest, and the last line says so', async () => {
  const url = await listening(skipsUnknown())
  const { code, stdout } = await vijson(['test', '--target', url, '--bail', '1', '--concurrency', '1', '--idle', '0'])
  expect(code).toBe(1)
  expect(stdout.trimEnd().split('\n').at(-1)).toMatch(
    /nonconformant, \d+ of \d+ requirements tested; \d+ skipped: after --bail 1/,
  )
})

test.each([
  ['--max-logins', '6'],
  ['--max-sessions', '8'],
])(
  '%s %s leaves out requirements of the level must, and the last line says that this is no full verdict',
  async (...limit) => {
    const { code, stdout } = await vijson(['test', '--target', 'mock', ...limit])
    expect(code).toBe(0)
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(
      new RegExp(
        `: conformant, \\d+ of \\d+ requirements tested; no full verdict: \\d+ requirements of the level must were not tested; \\d+ skipped: beyond ${limit.join(' ')}$`,
      ),
    )
  },
)

test('--dry-run says how many sessions are open at once, and keeps to --max-sessions', async () => {
  const { stdout } = await vijson(['test', '--target', 'mock', '--dry-run', '--max-sessions', '12'])
  const [, atOnce] = /\nsessions: \d+, at most (\d+) at once\. /.exec(stdout) ?? []
  expect(Number(atOnce)).toBeGreaterThan(4)
  expect(Number(atOnce)).toBeLessThanOrEqual(12)
})

test('--label stands in the User-Agent of the sessions', async () => {
  const vcenter = createVCenter()
  const seen = new Set<string>()
  const sound = createApp(vcenter)
  const url = await serve(
    getRequestListener(async (request) => {
      if (request.url.endsWith('/Login')) seen.add(request.headers.get('user-agent')?.split(' ')[0] ?? '')
      return sound.fetch(request)
    }),
  )
  expect(await vijson(['test', '--target', url, ...one, '--label', 'team-blue'])).toMatchObject({ code: 0 })
  expect([...seen]).toEqual([expect.stringMatching(/^vijson-conformance\/[\d.]+\+team-blue$/)])
  const refused = await vijson(['test', '--target', url, '--label', 'two words'])
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringMatching(/^error: --label must be a word/)])
})

test.each<[string, string[], string]>([
  [
    'one that is named',
    ['--only', 'letter-case,no-content', '--level', 'must'],
    'terminate.identity.letter-case (should)',
  ],
  ['some of a theme', ['--only', 'success,not-found', '--level', 'must'], ''],
  [
    'several of a pattern',
    ['--only', '*.path.*', '--level', 'must'],
    requirements
      .filter(({ id, level }) => id.startsWith('terminate.path.') && level !== 'must')
      .map(({ id, level }) => `${id} (${level})`)
      .join(', '),
  ],
])('--level names what it leaves out of --only: %s', async (_, args, ids) => {
  const { code, stderr } = await vijson(['test', '--target', 'mock', ...args, '--dry-run'])
  expect([code, stderr]).toEqual([0, ids === '' ? '' : `note: not tested, because --level is must: ${ids}\n`])
})

describe('what is printed', () => {
  const mock = ['test', '--target', 'mock', '--seed', '1']

  test('with --quiet is the last line alone, where everything is met', async () => {
    const { code, stdout, stderr } = await vijson([...mock, '--quiet'])
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^https:\/\/mock\.invalid .*: conformant, (\d+) of \1 requirements tested\n$/)
  })

  test('with --quiet is what is not met, and the last line', async () => {
    const { code, stdout } = await vijson(['test', '--target', await listening(skipsUnknown()), ...one, '--quiet'])
    expect(code).toBe(1)
    expect(stdout.split('\n')[0]).toMatch(/^ {2}fail {8}terminate\.not-found\.fault/)
    expect(stdout).toContain('Expected:')
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/\b1 of \d+ requirements tested: failed/)
  })

  test('with --quiet is why most requirements were not decided, and what to do', async () => {
    const limited = await startMock('--session-timeout', '1')
    const { code, stdout } = await vijson([
      'test',
      '--target',
      limited.url,
      '--only',
      'success',
      '--idle',
      '2',
      '--quiet',
    ])
    await limited.stop()
    expect(code).toBe(3)
    expect(stdout).toMatch(/^not decided \([\w ,.-]+\): .*sessions end for other reasons than TerminateSession/m)
    expect(stdout).toMatch(/not decided: sessions ended for other reasons.*\n$/)
  })

  test('with --verbose is each verdict as it comes', async () => {
    const { stderr } = await vijson([...mock, '--only', 'success', '--verbose'])
    expect(stderr.match(/^pass {8}terminate\.success\.[\w-]+$/gm)?.length).toBe(8)
  })

  test('has colours with --color, and none with --no-color', async () => {
    const hasColour = async (flag: string) =>
      (await vijson([...mock, '--only', 'no-content', flag], { NO_COLOR: '' })).stdout.includes('\u001b[')
    expect([await hasColour('--color'), await hasColour('--no-color')]).toEqual([true, false])
  })

  test('with --timing is which requirements took longest, and the longest chain of requests', async () => {
    const { stdout } = await vijson([...mock, '--timing'])
    expect(stdout).toMatch(/slowest requirements, from their first request to their last:\n +\d+ ms {2}terminate\./)
    expect(stdout).toMatch(/longest chain of requests that had to follow one another: \d+ requests, \d+ ms of \d+ ms\n/)
  })
})
