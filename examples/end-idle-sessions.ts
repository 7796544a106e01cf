import { parseArgs } from 'node:util'
import { connect } from 'vijson-conformance'

/** Ends the sessions of one user that have been idle for some time: `end-idle-sessions --user backup@vsphere.local --hours 8 [--dry-run]`. */
async function endIdleSessions(): Promise<number> {
  const { values } = parseArgs({
    options: { user: { type: 'string' }, hours: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } },
  })
  const hours = Number(values.hours)
  if (values.user === undefined || !(hours > 0))
    throw new Error('give --user NAME and --hours N: whose sessions are ended, and how long they have been idle')

  const { VIJSON_TARGET: url, VIJSON_USERNAME: userName, VIJSON_PASSWORD: password } = process.env
  if (!url || !userName || !password) throw new Error('set VIJSON_TARGET, VIJSON_USERNAME and VIJSON_PASSWORD')

  const vcenter = await connect({ url })
  const session = await vcenter.login({ userName, password })
  try {
    const idle = await session.sessionsWhere({ userName: values.user, idleForMs: hours * 3_600_000 })
    for (const { key, ipAddress, userAgent, lastActiveTime } of idle)
      console.log(`${key}  last active ${lastActiveTime}  ${ipAddress}  ${userAgent}`)
    console.log(`idle for more than ${hours} hours, of ${values.user}: ${idle.length}`)
    if (values['dry-run']) return 0
    const outcomes = await session.terminateAll(idle.map(({ key }) => key))
    for (const [key, outcome] of outcomes) console.log(`${key}  ${outcome}`)
    // Somebody else may have ended one meanwhile; that is as good.
    const isDone = [...outcomes.values()].every((outcome) => outcome === 'terminated' || outcome === 'already-gone')
    return isDone ? 0 : 1
  } finally {
    await session.logout()
  }
}

try {
  process.exitCode = await endIdleSessions()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
