import type { MockSession } from '../../../src/mock/index.ts'
import { invalidArgument, notFound } from '../faults.ts'
import { takeBack } from '../misbehaviours.ts'
import { type Mutant, terminating } from '../mutant.ts'

export const atomicity: Mutant[] = [
  terminating(
    'checks every id of a list of more than ten before it ends any session',
    'terminate.sequence.prefix-terminated',
    (vcenter) => (caller, keys) => {
      if (keys.length > 10 && keys.some((key) => !vcenter.sessions.has(key))) throw notFound()
      vcenter.terminateSessions(caller, keys)
    },
  ),
  terminating(
    'checks every id of a list of more than three before it ends any session',
    'terminate.sequence.prefix-terminated',
    (vcenter) => (caller, keys) => {
      if (keys.length > 3 && keys.some((key) => !vcenter.sessions.has(key))) throw notFound()
      vcenter.terminateSessions(caller, keys)
    },
  ),
  terminating(
    'ends only the first session before an id that fails',
    'terminate.sequence.prefix-terminated',
    (vcenter) => (caller, keys) => takeBack(vcenter, caller, keys, (key) => keys.indexOf(key) > 0),
  ),
  terminating(
    'checks every id before it ends any session',
    'terminate.sequence.prefix-terminated',
    (vcenter) => (caller, keys) => {
      for (const key of keys) {
        if (key === caller.key) throw invalidArgument()
        if (!vcenter.sessions.has(key)) throw notFound()
      }
      vcenter.terminateSessions(caller, keys)
    },
  ),
  terminating(
    'checks for unknown ids before it ends any session',
    'terminate.sequence.prefix-terminated',
    (vcenter) => (caller, keys) => {
      if (keys.some((key) => !vcenter.sessions.has(key))) throw notFound()
      vcenter.terminateSessions(caller, keys)
    },
  ),
  terminating(
    'checks for the own id before it ends any session',
    'terminate.sequence.first-failure-decides',
    (vcenter) => (caller, keys) => {
      if (keys.includes(caller.key)) throw invalidArgument()
      vcenter.terminateSessions(caller, keys)
    },
  ),
  terminating(
    'checks for the own id after it has ended the other sessions',
    'terminate.sequence.first-failure-decides',
    (vcenter) => (caller, keys) => {
      vcenter.terminateSessions(
        caller,
        keys.filter((key) => key !== caller.key),
      )
      if (keys.includes(caller.key)) throw invalidArgument()
    },
  ),
  terminating(
    'restores all sessions that it has ended when an id fails',
    'terminate.sequence.prefix-terminated',
    (vcenter) => (caller, keys) => takeBack(vcenter, caller, keys),
  ),
  terminating(
    'restores the last session that it has ended when an id fails',
    'terminate.sequence.prefix-terminated',
    (vcenter) => (caller, keys) => {
      let last: MockSession | undefined
      for (const key of keys) {
        const session = vcenter.sessions.get(key)
        try {
          vcenter.terminateSessions(caller, [key])
        } catch (error) {
          if (last !== undefined) vcenter.sessions.set(last.key, last)
          throw error
        }
        last = session
      }
    },
  ),
  terminating(
    'restores the sessions that it has ended when the own id fails',
    'terminate.sequence.prefix-terminated',
    (vcenter) => (caller, keys) => takeBack(vcenter, caller, keys, () => keys.includes(caller.key)),
  ),
  terminating(
    'checks six ids at a time before it ends any of these sessions',
    'terminate.sequence.prefix-terminated',
    (vcenter) => (caller, keys) => {
      for (let start = 0; start < keys.length; start += 6) {
        const batch = keys.slice(start, start + 6)
        if (batch.includes(caller.key)) throw invalidArgument()
        if (!batch.every((key) => vcenter.sessions.has(key))) throw notFound()
        for (const key of batch) vcenter.sessions.delete(key)
      }
    },
  ),
]
