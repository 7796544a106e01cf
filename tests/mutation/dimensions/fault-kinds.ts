import { VimFault } from '../../../src/mock/index.ts'
import { invalidArgument, notAuthenticated, notFound } from '../faults.ts'
import type { Mutant } from '../mutant.ts'
import { type At, stepping } from './helpers/common.ts'

const named = (_typeName: string) => new VimFault({ _typeName, faultstring: 'no' } as never)
const isOwn = ({ key, caller }: At) => key === caller.key
const isUnknown = ({ session }: At) => session === undefined

/** A defect that names another fault for some ids. */
const instead = (defect: string, fault: () => Error, is: (at: At) => boolean): Mutant =>
  stepping(defect, (at) => {
    if (is(at)) throw fault()
    return false
  })

export const faultKinds: Mutant[] = [
  instead('answers the own key behind an ended session with NotFound', notFound, (at) => isOwn(at) && at.place > 0),
  instead(
    'answers the own key of a caller that is a clone with NotFound',
    notFound,
    (at) => isOwn(at) && at.past.parents.has(at.key),
  ),
  instead(
    'answers the own key at the second call with NotFound',
    notFound,
    (at) => isOwn(at) && at.past.calls.has(at.key),
  ),
  instead('answers the own key of a caller whose user logged on more than four times with NotFound', notFound, (at) => {
    return isOwn(at) && at.past.all.filter(({ principal }) => principal === at.caller.principal).length > 4
  }),
  instead('answers the id of a session that was terminated before with InvalidArgument', invalidArgument, (at) =>
    at.past.terminated.has(at.key),
  ),
  instead('answers the id of a session that logged out with NotAuthenticated', notAuthenticated, (at) =>
    at.past.loggedOut.has(at.key),
  ),
  instead('answers the id of a session that logged out with InvalidArgument', invalidArgument, (at) =>
    at.past.loggedOut.has(at.key),
  ),
  instead(
    'answers a repeated id with InvalidArgument',
    invalidArgument,
    (at) => isUnknown(at) && at.keys.slice(0, at.place).includes(at.key),
  ),
  instead(
    'answers an unknown last id with ManagedObjectNotFound',
    () => named('ManagedObjectNotFound'),
    (at) => {
      return isUnknown(at) && at.place > 0 && at.place === at.keys.length - 1
    },
  ),
  instead(
    'answers an id that is no UUID with InvalidArgument',
    invalidArgument,
    ({ key }) => !/^[0-9a-f-]{36}$/i.test(key),
  ),
  instead('answers the empty string with InvalidArgument', invalidArgument, ({ key }) => key === ''),
  instead(
    'answers an id of more than a thousand signs with SystemError',
    () => named('SystemError'),
    ({ key }) => key.length > 1000,
  ),
  instead(
    'answers an id beyond ASCII with InvalidRequest',
    () => named('InvalidRequest'),
    ({ key }) => /[^\0-\x7f]/.test(key),
  ),
  instead(
    'answers an id with a quote with SystemError',
    () => named('SystemError'),
    ({ key }) => /['"]/.test(key),
  ),
  instead(
    'answers __proto__ and its like with SystemError',
    () => named('SystemError'),
    ({ key }) => key in {},
  ),
  instead(
    'answers an id with a NUL with SystemError',
    () => named('SystemError'),
    ({ key }) => key.includes('\0'),
  ),
  instead(
    'answers an id with a lone surrogate with SystemError',
    () => named('SystemError'),
    ({ key }) => /\p{Cs}/u.test(key),
  ),
  instead('answers the token of a session with InvalidArgument', invalidArgument, ({ key, vcenter }) => {
    return [...vcenter.sessions.values()].some(({ token }) => token === key)
  }),
  instead(
    'answers the own key in capitals with InvalidArgument',
    invalidArgument,
    ({ key, caller }) => key !== caller.key && key.toLowerCase() === caller.key,
  ),
  instead(
    'answers an unknown id behind ten others with InvalidArgument',
    invalidArgument,
    (at) => isUnknown(at) && at.place >= 10,
  ),
]
