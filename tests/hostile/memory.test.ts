import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { exitCodes } from '../../src/cli/exit.ts'
import { runMeasured } from '../support/peak-memory.ts'
import { crowdedServer } from './crowded-server.ts'
import { hostileServer, misbehaviours, type When } from './hostile-server.ts'

const main = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url))

describe('vijson test', () => {
  // The peak also depends on when garbage is collected: a run that exceeds the limit is made again.
  test.each<[string, When, number]>([
    ['sends 50 MB', 'always', exitCodes.inconclusive],
    ['sends 50 MB', 'at TerminateSession', exitCodes.inconclusive],
    ['sends without end', 'from the middle of the run on', exitCodes.inconclusive],
    ['sends JSON of ten thousand levels', 'at TerminateSession', exitCodes.nonconformant],
    ['sends JSON of a hundred thousand levels', 'at TerminateSession', exitCodes.inconclusive],
    ['sends a list that nests a session in a session a hundred thousand times', 'always', exitCodes.inconclusive],
    ['sends 500 MB in a megabyte, compressed', 'at TerminateSession', exitCodes.inconclusive],
    ['sends 500 MB in a few bytes, compressed twice', 'always', exitCodes.inconclusive],
  ])('the process needs less than 250 MB where a target %s, %s', { retry: 2 }, async (name, when, exitCode) => {
    const { url } = await hostileServer(misbehaviours[name] ?? (() => {}), when, onTestFinished)
    const { code, megabytes } = await runMeasured([main, 'test', '--target', url, '--timeout', '400', '--idle', '0'])
    expect(code).toBe(exitCode)
    expect(megabytes).toBeLessThan(250)
  })

  test('the process needs less than 400 MB beside 20,000 sessions of others, and judges the target as without them', {
    retry: 2,
    timeout: 240_000,
  }, async () => {
    const { url } = await crowdedServer(20_000, onTestFinished)
    const { code, megabytes } = await runMeasured([main, 'test', '--target', url, '--timeout', '30000', '--idle', '0'])
    expect(code).toBe(exitCodes.conformant)
    expect(megabytes).toBeLessThan(400)
  })
})
