import { connect } from 'vijson-conformance'

/** Ends the sessions whose keys are given, and says what became of the call. */
const keys = process.argv.slice(2)
if (keys.length === 0)
  throw new Error('give the keys of the sessions to end: what a server does with an empty list is not documented')

const vcenter = await connect({ url: process.env.VIJSON_TARGET ?? 'https://vcenter.example' })
const session = await vcenter.login({
  userName: process.env.VIJSON_USERNAME ?? '',
  password: process.env.VIJSON_PASSWORD ?? '',
})
try {
  const outcome = await session.terminateSessions(keys)
  process.exitCode = outcome.kind === 'terminated' ? 0 : 1
  switch (outcome.kind) {
    case 'terminated':
      console.log(`ended ${keys.length} of ${keys.length}`)
      break
    case 'fault':
      // The sessions before the one that could not be ended are ended all the same.
      if (outcome.fault._typeName === 'NotFound') console.log('one of them is not logged on')
      else if (outcome.fault._typeName === 'InvalidArgument') console.log('one of them is this very session')
      else console.log(`refused: ${outcome.fault._typeName}`)
      break
    case 'unexpected':
      console.log(`not VI JSON: status ${outcome.status}`)
  }
} finally {
  await session.logout()
}
