import { expect, test } from 'vitest'
import { createSpacing } from '../../../../src/conformance/transport/spacing.ts'

/** A spacing with a clock that moves only where it waits; `send` says how long it has waited. */
function spaced() {
  let clock = 0
  const spacing = createSpacing(
    () => clock,
    async (ms) => {
      clock += ms
    },
  )
  async function send(status: number, member = 'TerminateSession'): Promise<number> {
    const before = clock
    await spacing.turn(member)
    spacing.note(member, status, clock)
    return clock - before
  }
  async function sendAll(count: number): Promise<number[]> {
    const waits: number[] = []
    for (let sent = 0; sent < count; sent += 1) waits.push(await send(204))
    return waits
  }
  return { spacing, send, sendAll }
}

test('requests wait for nothing while the server does not say that they are too many', async () => {
  const { send, sendAll } = spaced()
  await send(503)
  expect(await sendAll(3)).toEqual([0, 0, 0])
})

test.each([5, 7, 12, 20, 23, 31, 50].map((every) => ({ every })))(
  'a 429 at each request of $every is weather, however long it lasts',
  async ({ every }) => {
    const { send } = spaced()
    const waits: number[] = []
    for (let sent = 1; sent <= 1000; sent += 1) waits.push(await send(sent % every === 0 ? 429 : 204))
    expect(new Set(waits)).toEqual(new Set([0]))
  },
)

test('two 429 by chance at once are weather', async () => {
  const { send, sendAll } = spaced()
  await send(429)
  await send(429)
  expect(new Set(await sendAll(3))).toEqual(new Set([0]))
})

test('where several of few answers are a 429, the requests of that operation are kept ten milliseconds apart', async () => {
  const { send, sendAll } = spaced()
  await send(429)
  await send(429)
  await send(204)
  await send(429)
  expect(await sendAll(3)).toEqual([0, 10, 10])
  expect(await send(200, 'sessionList')).toBe(0)
})

test('each further 429 doubles the gap, up to a second', async () => {
  const { send } = spaced()
  const waits: number[] = []
  for (let sent = 0; sent < 11; sent += 1) waits.push(await send(429))
  expect(waits).toEqual([0, 0, 0, 0, 20, 40, 80, 160, 320, 640, 1000])
})

test('what was sent before the gap grew does not make it grow', async () => {
  const { spacing, send, sendAll } = spaced()
  for (let sent = 0; sent < 3; sent += 1) await send(429)
  for (let sent = 0; sent < 5; sent += 1) spacing.note('TerminateSession', 429, -1)
  expect(await sendAll(2)).toEqual([0, 10])
})

test('after calm answers the gap goes, later each time that it had to grow', async () => {
  const { send, sendAll } = spaced()
  for (let sent = 0; sent < 3; sent += 1) await send(429)
  const first = await sendAll(45)
  expect(first.filter((ms) => ms > 0)).toHaveLength(39)
  for (let sent = 0; sent < 3; sent += 1) await send(429)
  const second = await sendAll(90)
  expect(second.filter((ms) => ms > 0)).toHaveLength(80)
})
