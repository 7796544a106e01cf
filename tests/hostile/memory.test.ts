import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { runMeasured } from '../support/peak.ts'
import { hostileServer, misdeeds, type When } from './hostile-server.ts'

const main = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url))

test.each<[string, When]>([
  ['sends 50 MB', 'always'],
  ['sends 50 MB', 'at TerminateSession'],
  ['sends without end', 'from the middle of the run on'],
  ['sends JSON of ten thousand levels', 'at TerminateSession'],
  // How much a process holds at most depends on when its garbage is collected, too: a run that comes out over is made again.
])('against a target that %s, %s, the command stays under 250 MB', { retry: 2 }, async (name, when) => {
  const { url } = await hostileServer(misdeeds[name] ?? (() => {}), when, onTestFinished)
  const { code, megabytes } = await runMeasured([main, 'test', '--target', url, '--timeout', '400'])
  expect([1, 3]).toContain(code)
  expect(megabytes).toBeLessThan(250)
})
