import { expect, test } from 'vitest'
import { connect } from '../../src/client/index.ts'
import { principals } from '../support/principals.ts'
import { start, startMock } from './vijson.ts'

// npm and npx forward a Ctrl-C that the terminal has sent to their child already.
test.each<[string, NodeJS.Signals[]]>([
  ['SIGINT', ['SIGINT']],
  ['SIGINT, forwarded once more,', ['SIGINT', 'SIGINT']],
  ['SIGTERM', ['SIGTERM']],
  ['SIGHUP', ['SIGHUP']],
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

test('a second SIGINT after a second exits with 130 at once', async () => {
  const mock = await startMock('--rtt', '5000')
  const { process: child, ended } = start(['test', '--target', mock.url])
  let printed = ''
  child.stderr?.on('data', (text: string) => {
    printed += text
  })
  // The run prints this before its first request, whose answer takes five seconds.
  await expect.poll(() => printed, { timeout: 10_000 }).toContain('using the built-in principals of the mock')
  child.kill('SIGINT')
  await expect.poll(() => printed, { timeout: 10_000 }).toContain('interrupted')
  // A signal within a second of the first is ignored as its echo, so the second one is repeated until it has an effect.
  const again = setInterval(() => child.kill('SIGINT'), 300)
  const interruptedAt = Date.now()
  expect((await ended).code).toBe(130)
  clearInterval(again)
  expect(Date.now() - interruptedAt).toBeLessThan(3000)
  await mock.stop()
})
