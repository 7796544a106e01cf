import type { Mutant } from '../mutant.ts'
import { type At, stepping, whenIdle } from './helpers/common.ts'
import { isClone, isOther, isSame, lost } from './helpers/victims.ts'

/** Milliseconds since a victim was used last. */
const idle = ({ session }: At) => (session === undefined ? 0 : Date.now() - session.lastActiveTime.getTime())
/** Milliseconds since a victim logged on. */
const age = ({ session }: At) => (session === undefined ? 0 : Date.now() - session.loginTime.getTime())

export const victimAges: Mutant[] = [
  stepping(
    'leaves a session logged on that was never used since its login',
    (at) => isSame(at) && at.session?.callCount === 0,
  ),
  stepping('does not find a session of another user that was never used since its login', (at) => {
    return lost(isOther(at) && at.session?.callCount === 0)
  }),
  stepping(
    'leaves a clone logged on that was never used',
    (at) => isSame(at) && isClone(at) && at.session?.callCount === 0,
  ),
  stepping('leaves a session logged on that was used within the last 20 ms', (at) => {
    return isSame(at) && (at.session?.callCount ?? 0) > 0 && idle(at) < 20
  }),
  stepping(
    'leaves a session logged on that was used more than five times',
    (at) => isSame(at) && (at.session?.callCount ?? 0) > 5,
  ),
  whenIdle(
    1200,
    stepping('does not find a session that was idle for a second', (at) =>
      lost(at.session !== at.caller && idle(at) > 1000),
    ),
  ),
  whenIdle(
    2200,
    stepping(
      'leaves a session logged on that was idle for two seconds',
      (at) => at.session !== at.caller && idle(at) > 2000,
    ),
  ),
  stepping(
    'leaves a session of another user logged on that was idle for 1.5 seconds',
    (at) => isOther(at) && idle(at) > 1500,
  ),
  stepping(
    'leaves a session logged on that began more than three seconds ago',
    (at) => at.session !== at.caller && age(at) > 3000,
  ),
  stepping('does not find a session for the first three milliseconds after its login', (at) => {
    return lost(at.session !== at.caller && at.session !== undefined && age(at) < 3)
  }),
  stepping(
    'leaves a session of another user logged on in the first 30 ms after its login',
    (at) => isOther(at) && age(at) < 30,
  ),
  stepping(
    'leaves a clone logged on in the first 15 ms after CloneSession',
    (at) => isSame(at) && isClone(at) && age(at) < 15,
  ),
]
