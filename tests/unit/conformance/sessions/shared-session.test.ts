import { expect, test } from 'vitest'
import { createSharedSession } from '../../../../src/conformance/sessions/shared-session.ts'
import { testSession } from '../../../support/scripted.ts'

function shared() {
  let opened = 0
  const session = createSharedSession('the controller', async () => {
    opened += 1
    return testSession(`controller ${opened}`)
  })
  return { session, count: () => opened }
}

test('one session serves all who ask', async () => {
  const { session, count } = shared()
  const [one, other] = await Promise.all([session.current(), session.current()])
  expect(one).toBe(other)
  expect(await session.current()).toBe(one)
  expect(count()).toBe(1)
})

test('one that is given up is replaced, once', async () => {
  const { session, count } = shared()
  const first = await session.current()
  session.discard(first)
  const second = await session.current()
  session.discard(first)
  expect(await session.current()).toBe(second)
  expect([first.key, second.key, count()]).toEqual(['controller 1', 'controller 2', 2])
})

test('one that does not open leaves the next to try', async () => {
  let tries = 0
  const session = createSharedSession('the controller', async () => {
    tries += 1
    if (tries === 1) throw new Error('no')
    return testSession('controller')
  })
  await expect(session.current()).rejects.toThrow('no')
  expect((await session.current()).key).toBe('controller')
})

test('eight are opened at most', async () => {
  const { session, count } = shared()
  for (let ended = 0; ended < 8; ended += 1) session.discard(await session.current())
  await expect(session.current()).rejects.toMatchObject({
    verdict: 'unreached',
    message: 'the target ended the controller 8 times; no further one is opened',
  })
  expect(count()).toBe(8)
})
