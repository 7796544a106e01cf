import { describe, expect, test } from 'vitest'
import { startMock, vijson } from '../support/vijson.ts'

/** Starts a mock with flags, runs a command against it, and stops it. */
async function against(mockFlags: string[], ...args: string[]) {
  const mock = await startMock(...mockFlags)
  const ended = await vijson([args[0] ?? 'test', '--target', mock.url, '--idle', '0', ...args.slice(1)])
  await mock.stop()
  return ended
}

const lastLine = (text: string) => text.trimEnd().split('\n').at(-1) ?? ''

describe('a run against a mock that stands in for a staging vCenter', () => {
  test('beside 500 sessions of others that come and go is conformant, and tells what it left out', async () => {
    const { code, stdout } = await against(['--others', '500'])
    expect(code).toBe(0)
    expect(stdout).toContain('sessionList shows 500 sessions that this run did not open')
    expect(lastLine(stdout)).toMatch(/conformant/)
  })

  test('that allows 25 sessions of a user is conformant as far as it was tested, and shows the words of the server', async () => {
    const { code, stdout } = await against(['--max-sessions', '25'])
    expect(stdout).toMatch(/User session count is limited to 25/)
    expect(lastLine(stdout)).toMatch(/\d+ of \d+ requirements tested/)
    expect([0, 3]).toContain(code)
  })

  test('behind a gateway that answers or loses one request in fifty is not called nonconformant', async () => {
    const { code, stdout } = await against(['--fail', '0.02', '--jitter', '4'])
    expect(lastLine(stdout)).not.toMatch(/nonconformant/)
    expect([0, 3]).toContain(code)
  })

  test('that ends idle sessions is inconclusive, in a sentence that says why', async () => {
    const mock = await startMock('--session-timeout', '1')
    const ended = await vijson(['test', '--target', mock.url, '--idle', '2'])
    await mock.stop()
    expect(ended.code).toBe(3)
    expect(ended.stdout + ended.stderr).toMatch(/sessions end for other reasons than TerminateSession/)
  }, 90_000)

  test('lists user names as a vCenter does, and is conformant', async () => {
    const { code, stdout, stderr } = await against(['--user-format', 'DOMAIN'], 'test', '--only', 'success', '--trace')
    expect(stderr).toContain(String.raw`"userName":"VSPHERE.LOCAL\\administrator"`)
    expect([code, lastLine(stdout)]).toEqual([0, expect.stringContaining(': passed')])
  })

  test('speaks an older release where it is told to', async () => {
    const { code, stdout } = await against(['--release', '8.0.1.0'], 'test', '--only', 'terminate.success.no-content')
    expect([code, lastLine(stdout)]).toEqual([0, expect.stringContaining('release 8.0.1.0')])
  })
})

test.each([
  [['--fail', '2'], '--fail must be a number from 0 to 1, such as 0.02'],
  [['--fail', 'often'], '--fail must be a number from 0 to 1, such as 0.02'],
  [['--release', '8'], '--release must be a release from 8.0.1.0 on, such as 8.0.3.0'],
  [['--max-sessions', '0'], '--max-sessions must be a whole number from 1 to 100000'],
  [['--user-format', 'domain'], '--user-format must be one of: UPN, DOMAIN'],
  [['--session-timeout', '0'], '--session-timeout must be a whole number of seconds from 1 to 86400'],
])('vijson mock %j is refused', async (flags, sentence) => {
  expect(await vijson(['mock', ...flags])).toEqual({ code: 2, stdout: '', stderr: `error: ${sentence}\n` })
})
