import { describe, expect, test } from 'vitest'
import { createListLag } from '../../../../src/conformance/context/list-lag.ts'

/** A lag that waits for nothing, and what it is asked to read: a number that grows with each read. */
function startLag() {
  const waited: number[] = []
  const lag = createListLag(async (ms) => {
    waited.push(ms)
  })
  const settle = async (isBehind: (read: number) => boolean) => {
    let reads = 0
    return lag.settle(async () => ++reads, isBehind)
  }
  return { lag, waited, settle }
}

const oneSecond = [10, 30, 60, 100, 200, 300, 300]

describe('settle', () => {
  test('what is not behind is read once, without waiting', async () => {
    const { lag, waited, settle } = startLag()
    expect([await settle(() => false), waited, lag.wasSeen]).toEqual([1, [], false])
  })

  test('what is behind is read again after longer and longer waits, until it has caught up', async () => {
    const { lag, waited, settle } = startLag()
    expect([await settle((read) => read < 4), waited, lag.wasSeen]).toEqual([4, [10, 30, 60], true])
  })

  test('what catches up at the last read has caught up', async () => {
    const { lag, waited, settle } = startLag()
    expect([await settle((read) => read < 8), waited, lag.wasSeen]).toEqual([8, oneSecond, true])
    expect(waited.reduce((sum, ms) => sum + ms)).toBe(1000)
  })

  test('what is still behind after a second is given back as it is', async () => {
    const { lag, waited, settle } = startLag()
    expect([await settle(() => true), waited, lag.wasSeen]).toEqual([8, oneSecond, false])
  })

  test('a list that has not caught up once is not waited for again, whatever it is read for', async () => {
    const { lag, waited, settle } = startLag()
    await settle(() => true)
    waited.length = 0
    expect([await settle((read) => read < 2), waited, lag.wasSeen]).toEqual([1, [], false])
  })

  test('that a list was behind is not forgotten', async () => {
    const { lag, settle } = startLag()
    await settle((read) => read < 2)
    await settle(() => false)
    expect(lag.wasSeen).toBe(true)
  })

  test('a read that fails is thrown', async () => {
    const lost = new Error('lost')
    await expect(
      startLag().lag.settle(
        () => Promise.reject(lost),
        () => true,
      ),
    ).rejects.toBe(lost)
  })
})
