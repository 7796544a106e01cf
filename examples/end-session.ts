import { connect } from 'vijson-conformance'

/** Ends the sessions whose keys are given, and prints the outcome. */
async function endSessions(keys: readonly string[]): Promise<number> {
  if (keys.length === 0)
    throw new Error('give the keys of the sessions to end: the effect of an empty list is not documented')

  const { VIJSON_TARGET: url, VIJSON_USERNAME: userName, VIJSON_PASSWORD: password } = process.env
  if (!url || !userName || !password) throw new Error('set VIJSON_TARGET, VIJSON_USERNAME and VIJSON_PASSWORD')

  const vcenter = await connect({ url })
  const session = await vcenter.login({ userName, password })
  try {
    const outcome = await session.terminateSessions(keys)
    switch (outcome.kind) {
      case 'terminated':
        console.log(`ended ${keys.length} of ${keys.length}`)
        return 0
      case 'fault':
        // The sessions before the id that failed are ended all the same.
        if (outcome.fault._typeName === 'NotFound') console.log('one of them is not logged on')
        else if (outcome.fault._typeName === 'InvalidArgument')
          console.log('one of them is the session of this program')
        else console.log(`refused: ${outcome.fault._typeName}`)
        return 1
      case 'unexpected':
        console.log(`status ${outcome.status} and no fault: whether a session was ended is unknown`)
        return 1
    }
  } finally {
    await session.logout()
  }
}

try {
  process.exitCode = await endSessions(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
