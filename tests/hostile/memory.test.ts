import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { exitCodes } from '../../src/cli/exit.ts'
import { runMeasured } from '../support/peak-memory.ts'
import { hostileServer, misbehaviours, type When } from './hostile-server.ts'

const main = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url))

describe('vijson test', () => {
  // The peak also depends on when garbage is collected: a run that exceeds the limit is made again.
  test.each<[string, When, number]>([
    ['sends 50 MB', 'always', exitCodes.inconclusive],
    ['sends 50 MB', 'at TerminateSession', exitCodes.inconclusive],
    ['sends without end', 'from the middle of the run on', exitCodes.inconclusive],
    ['sends JSON of ten thousand levels', 'at TerminateSession', exitCodes.nonconformant],
  ])('the process needs less than 250 MB where a target %s, %s', { retry: 2 }, async (name, when, exitCode) => {
    const { url } = await hostileServer(misbehaviours[name] ?? (() => {}), when, onTestFinished)
    const { code, megabytes } = await runMeasured([main, 'test', '--target', url, '--timeout', '400'])
    expect(code).toBe(exitCode)
    expect(megabytes).toBeLessThan(250)
  })
})
