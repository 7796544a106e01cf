import { once } from 'node:events'
import { expect, test } from 'vitest'
import { connect } from '../../src/client/index.ts'
import { observedMock } from '../support/hanging-server.ts'
import { principals } from '../support/principals.ts'
import { start, startMock } from '../support/vijson.ts'

// npm and npx forward a Ctrl-C that the terminal has sent to their child already.
test.each<[string, NodeJS.Signals[]]>([
  ['SIGINT', ['SIGINT']],
  ['SIGINT, forwarded once more,', ['SIGINT', 'SIGINT']],
  ['SIGTERM', ['SIGTERM']],
  ['SIGHUP', ['SIGHUP']],
  ['SIGQUIT', ['SIGQUIT']],
])('%s in the middle of a run exits with 130 and leaves no session open', async (_, signals) => {
  const mock = await startMock('--rtt', '40')
  const observer = await (await connect({ url: mock.url })).login(principals.controller)
  const { process: child, ended } = start(['test', '--target', mock.url])
  const isUnderWay = async () => (await observer.sessionList()).length > 10
  await expect.poll(isUnderWay, { timeout: 10_000, interval: 20 }).toBe(true)
  let printed = ''
  child.stderr?.on('data', (text: string) => {
    printed += text
  })
  for (const signal of signals) {
    child.kill(signal)
    await expect.poll(() => printed, { timeout: 10_000 }).toContain('interrupted: closing the sessions of this run')
  }
  const { code, stderr } = await ended
  expect(code).toBe(130)
  expect(stderr).toContain('interrupted: closing the sessions of this run')
  expect((await observer.sessionList()).map(({ key }) => key)).toEqual([observer.key])
  await mock.stop()
})

/** Interrupts a run at a target of which a part hangs from some request on. */
async function interruptHanging(hanging: RegExp, after: number) {
  let isReached = () => {}
  const reached = new Promise<void>((resolve) => {
    isReached = resolve
  })
  const { url, vcenter } = await observedMock({
    onRequest(path, before) {
      if (before < after || !hanging.test(path)) return 'answer'
      isReached()
      return 'hang'
    },
  })
  const { process: child, ended } = start(['test', '--target', url])
  await reached
  const interruptedAt = performance.now()
  child.kill('SIGINT')
  const { code, stderr } = await ended
  return { url, vcenter, code, stderr, durationMs: performance.now() - interruptedAt }
}

test.each<[title: string, hanging: RegExp, after: number]>([
  ['from its first request on', /./, 0],
  ['at its first login', /Login/, 0],
  ['in the middle of a run', /./, 60],
  ['at currentSession', /currentSession/, 60],
])(
  'an interrupted run against a target that hangs %s ends within five seconds and tells every session',
  async (_, hanging, after) => {
    const { url, vcenter, code, stderr, durationMs } = await interruptHanging(hanging, after)
    expect(code).toBe(130)
    expect(durationMs).toBeLessThan(5000)
    const counts = [/^(\d+) sessions? (?:is|are) open on /m, /^(\d+) logins? on /m].map((line) =>
      Number(line.exec(stderr)?.[1] ?? 0),
    )
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(vcenter.sessions.size)
    if (vcenter.sessions.size > 0) expect(stderr).toContain(`end them with: vijson cleanup --target ${url}\n`)
    if (vcenter.sessions.size > 10) expect(stderr).toMatch(/\n {2}and \d+ more\n/)
  },
)

test.each<[title: string, hanging: RegExp]>([
  ['TerminateSession', /TerminateSession/],
  ['sessionList', /sessionList/],
])('an interrupted run against a target that hangs only at %s leaves no session open', async (_, hanging) => {
  const { vcenter, durationMs } = await interruptHanging(hanging, 60)
  expect(durationMs).toBeLessThan(5000)
  expect(vcenter.sessions.size).toBe(0)
})

test('a second SIGINT after a second exits with 130 at once and tells what is left', async () => {
  let isReached = () => {}
  const reached = new Promise<void>((resolve) => {
    isReached = resolve
  })
  const { url } = await observedMock({
    onRequest(_, before) {
      if (before < 60) return 'answer'
      isReached()
      return 'hang'
    },
  })
  const { process: child, ended } = start(['test', '--target', url])
  if (child.stderr === null) throw new Error('no standard error')
  await reached
  child.kill('SIGINT')
  await once(child.stderr, 'data')
  // A signal within a second of the first is ignored as its echo, so the second one is repeated until it has an effect.
  const again = setInterval(() => child.kill('SIGINT'), 200)
  const interruptedAt = performance.now()
  const { code, stderr } = await ended
  clearInterval(again)
  expect(code).toBe(130)
  expect(performance.now() - interruptedAt).toBeLessThan(2500)
  expect(stderr).toContain(`end them with: vijson cleanup --target ${url}\n`)
})
