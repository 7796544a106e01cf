import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { observedMock } from '../support/hanging-server.ts'
import { start, vijsonProcess } from '../support/vijson.ts'

/** What the User-Agents of the logins in all records of a folder for state end with. */
function recordedTags(state: string): string[] {
  const folder = join(state, 'vijson')
  // A run that is killed at one of its first requests has recorded nothing yet, and has begun no session either.
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => /^[0-9a-f]{12}\.json$/.test(name))
    .flatMap((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')).logins)
    .map(({ tag, shownTag = tag }) => shownTag)
}

/** What a lane of interruptions has found. */
interface Lane {
  signal: NodeJS.Signals
  codes: (number | null)[]
  /** User-Agents of open sessions that no record named. */
  untold: string[]
  /** What cleanup left open, besides the session of somebody else. */
  leftOpen: string[]
  cleanupCode: number | null
  /** What cleanup left in the folder of records. */
  files: string[]
}

/** A run of these sends more than eighty requests. */
const only = ['success.all-listed', 'sequence.list-order', 'not-found.fault'].flatMap((name) => [
  '--only',
  `terminate.${name}`,
])

/** Interrupts ten runs, one after another: each finds what the one before has left. */
async function interruptTenRuns(signal: NodeJS.Signals): Promise<Lane> {
  const state = mkdtempSync(join(tmpdir(), 'vijson-'))
  onTestFinished(() => rmSync(state, { recursive: true }))
  let interrupt = () => {}
  let left = 0
  const { url, vcenter, endWeather } = await observedMock({
    weather: { rttMs: 2, jitterMs: 6, failRate: 0.02 },
    onRequest() {
      left -= 1
      if (left === 0) interrupt()
      return 'answer'
    },
  })
  // A session of the same account that no run has begun.
  const origin = { ipAddress: '192.0.2.1', userAgent: 'govc/0.52' }
  const foreign = vcenter.login('administrator@vsphere.local', 'VMware1!', origin)
  const environment = { XDG_STATE_HOME: state }
  const lane: Lane = { signal, codes: [], untold: [], leftOpen: [], cleanupCode: null, files: [] }
  for (let run = 0; run < 10; run += 1) {
    // At a request that is drawn at random, not at a time: a slow machine is interrupted in the middle of its work, too.
    left = 1 + Math.floor(Math.random() * 60)
    const { process: child, ended } = start(['test', '--target', url, ...only], environment)
    interrupt = () => child.kill(signal)
    lane.codes.push((await ended).code)
    const told = recordedTags(state)
    const own = [...vcenter.sessions.values()].filter(({ key }) => key !== foreign.key)
    for (const { userAgent } of own) if (!told.some((tag) => userAgent.includes(tag))) lane.untold.push(userAgent)
  }
  endWeather()
  lane.cleanupCode = (await vijsonProcess(['cleanup', '--target', url, '--yes'], environment)).code
  lane.leftOpen = [...vcenter.sessions.keys()].filter((key) => key !== foreign.key)
  expect(vcenter.sessions.has(foreign.key)).toBe(true)
  lane.files = readdirSync(join(state, 'vijson')).filter((name) => name !== 'last-failed.json')
  return lane
}

const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGKILL']

test('after ten interruptions at random moments with each signal, SIGKILL included, behind a gateway that loses requests, every open session is recorded, and cleanup ends it', {
  timeout: 240_000,
}, async () => {
  const lanes = await Promise.all(signals.map(interruptTenRuns))
  expect(lanes).toEqual(
    signals.map((signal) => ({
      signal,
      codes: Array.from({ length: 10 }, () => (signal === 'SIGKILL' ? null : 130)),
      untold: [],
      leftOpen: [],
      cleanupCode: 0,
      files: [],
    })),
  )
})
