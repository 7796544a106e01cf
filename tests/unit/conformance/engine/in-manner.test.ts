import { describe, expect, test } from 'vitest'
import type { Manner } from '../../../../src/conformance/context/check-context.ts'
import { inManner } from '../../../../src/conformance/engine/in-manner.ts'
import { wholeRun } from '../../../../src/conformance/transport/exchange.ts'
import type { Transport } from '../../../../src/conformance/types.ts'
import { scriptedRun } from './scripted-run.ts'

const notOpened = () => Promise.reject(new Error('a connection was opened'))

test('on one connection, a run is the same except for its transport', async () => {
  const { run } = scriptedRun()
  const transport: Transport = () => Promise.reject(new Error('nothing is sent'))
  expect(await inManner(run, async () => transport, 'one connection', wholeRun)).toEqual({ ...run, transport })
})

describe('under an older release', () => {
  /** The releases at which sessionList was read, and what came of it, at a target that accepts these. */
  async function oldest(accepted: readonly string[], release: string, manner: Manner = 'oldest release') {
    const tried: string[] = []
    const { run } = scriptedRun()
    const transport: Transport = async (request) => {
      const [, asked = ''] = /vim25\/([^/]+)\//.exec(request.url) ?? []
      tried.push(asked)
      const status = accepted.includes(asked) ? 200 : 404
      return { status, headers: new Headers(), body: new TextEncoder().encode('[]') }
    }
    const given = { ...run, transport, address: { ...run.address, release } }
    const found = await inManner(given, notOpened, manner, wholeRun).catch((error: unknown) => error)
    return { given, found, tried }
  }

  test('a run is the same except for its release', async () => {
    const { given, found, tried } = await oldest(['8.0.1.0', '8.0.2.0', '8.0.3.0'], '8.0.3.0')
    expect(found).toEqual({ ...given, address: { ...given.address, release: '8.0.1.0' } })
    expect(tried).toEqual(['8.0.1.0'])
  })

  test('older releases are tried before newer ones, and none that is newer than that of the run', async () => {
    const { given, found, tried } = await oldest(['8.0.3.0', '8.0.3.1'], '9.0.0.0')
    expect(found).toEqual({ ...given, address: { ...given.address, release: '8.0.3.0' } })
    expect(tried).toEqual(['8.0.1.0', '8.0.2.0', '8.0.3.0'])
  })

  test.each([
    ['8.0.2.5', ['8.0.2.0', '8.0.1.0']],
    ['8.0.10.0', ['8.0.3.1', '8.0.3.0', '8.0.2.0', '8.0.1.0']],
    ['7.0.0.0', []],
  ])('none is newer than %s, which is not among those that are known', async (release, tried) => {
    expect((await oldest([], release, 'next older release')).tried).toEqual(tried)
  })

  test('the next older release is the newest one of them that the target accepts', async () => {
    const { given, found, tried } = await oldest(['8.0.2.0', '8.0.3.0'], '9.0.0.0', 'next older release')
    expect(found).toEqual({ ...given, address: { ...given.address, release: '8.0.3.0' } })
    expect(tried).toEqual(['8.0.3.1', '8.0.3.0'])
  })

  test.each<[string, string[], string, string[]]>([
    [
      'for a target that accepts no older release, it is the agreed one',
      ['8.0.3.0'],
      '8.0.3.0',
      ['8.0.1.0', '8.0.2.0'],
    ],
    ['for a target that has agreed to the oldest release, it is that one', ['8.0.1.0'], '8.0.1.0', []],
  ])('%s', async (_, accepted, release, expected) => {
    const { found, tried } = await oldest(accepted, release)
    expect(found).toMatchObject({ address: { release } })
    expect(tried).toEqual(expected)
  })
})
