import type { RequirementId } from '../../conformance/index.ts'
import { call, exampleFault } from './example-parts.ts'

const one = '{"sessionId":["KEY-1"]}'
const two = '{"sessionId":["KEY-1","KEY-2"]}'
const done = '204 No Content'
const refused = `${exampleFault('InvalidRequest')}\n\nKEY-1 lives.`
const notFound = exampleFault('NotFound')
const ownId = exampleFault('InvalidArgument', ',"invalidProperty":"sessionId"')
const notAuthenticated = exampleFault('NotAuthenticated')

/** By requirement, where the example of its theme is that of another one: a request and its answer, where the requirement is met. */
export const examples: Readonly<Partial<Record<RequirementId, string>>> = {
  'terminate.success.bystanders-untouched': call(
    one,
    `${done}\n\nKEY-1 is ended. KEY-2, which is not listed, lives, and so does the caller.`,
  ),
  'terminate.success.long-list': call(
    '{"sessionId":["KEY-1","KEY-2",…,"KEY-300"]}',
    `${done}\n\nAll of them are ended.`,
  ),
  'terminate.success.clones': call(
    '{"sessionId":["KEY-OF-THE-CLONE"]}',
    `${done}\n\nThe clone is ended, and the session that it was cloned from lives.`,
  ),
  'terminate.success.every-session': call('{"sessionId":["KEY-OF-A-SESSION-IN-USE","KEY-OF-AN-IDLE-ONE"]}', done),
  'terminate.success.only-session': call(
    '{"sessionId":["KEY-OF-THE-ONLY-OTHER-SESSION"]}',
    `${done}\n\nThe session is ended. The caller, which is of the same user, lives.`,
  ),
  'terminate.success.every-caller': call(one, done, { token: 'TOKEN-OF-A-CLONE' }),

  'terminate.not-found.ended-session': call('{"sessionId":["KEY-OF-A-SESSION-THAT-LOGGED-OUT"]}', notFound),

  'terminate.current-session.survives': call(
    '{"sessionId":["KEY-OF-THE-CALLER"]}',
    `${ownId}\n\nThe caller lives, and its next call is answered as before.`,
  ),
  'terminate.current-session.logout-instead': call('', `${done}\n\nThe caller is ended.`, {
    place: 'SessionManager/SessionManager/Logout',
  }),

  'terminate.sequence.list-order': call(
    '{"sessionId":["KEY-OF-THE-LATER-LOGIN","KEY-OF-NOBODY","KEY-OF-THE-EARLIER-LOGIN"]}',
    `${notFound}\n\nThe session of the later login, which is listed first, is ended. That of the earlier one lives.`,
  ),
  'terminate.sequence.duplicate-id': call(
    '{"sessionId":["KEY-1","KEY-1","KEY-2"]}',
    `${notFound}\n\nKEY-1 is ended, KEY-2 lives.`,
  ),
  'terminate.sequence.first-failure-decides': call(
    '{"sessionId":["KEY-OF-THE-CALLER","KEY-OF-NOBODY"]}',
    `${ownId}\n\nThe caller's own id is the first that fails, so the fault is not NotFound.`,
  ),
  'terminate.sequence.every-failure': call(
    '{"sessionId":["KEY-1","KEY-OF-THE-CALLER","KEY-2"]}',
    `${ownId}\n\nKEY-1 is ended, KEY-2 lives.`,
  ),
  'terminate.sequence.lengths': call(
    '{"sessionId":["KEY-1",…,"KEY-49","KEY-OF-NOBODY","KEY-50"]}',
    `${notFound}\n\nKEY-1 to KEY-49 are ended, KEY-50 lives, as in a short list.`,
  ),

  'terminate.fault.no-secrets': call('{"sessionId":["TOKEN"]}', `${notFound}\n\nTOKEN stands nowhere in the answer.`),

  'terminate.request.body-required': call('', refused),
  'terminate.request.session-id-required': call('{}', refused),
  'terminate.request.malformed-json': call('{"sessionId":["KEY-1"', refused),
  'terminate.request.element-type': call('{"sessionId":[1,"KEY-1"]}', refused),
  'terminate.request.body-type': call('["KEY-1"]', refused),
  'terminate.request.member-name': call('{"sessionIds":["KEY-1"]}', refused),
  'terminate.request.other-members': call(
    '{"sessionId":["KEY-1"],"key":["KEY-2"]}',
    `${done}\n\nKEY-1 is ended, KEY-2 lives.`,
  ),
  'terminate.request.double-member': call(
    '{"sessionId":["KEY-1"],"sessionId":["KEY-2"]}',
    `${done}\n\nKEY-1 or KEY-2 is ended, or none of them; not both.`,
  ),
  'terminate.request.lenient-json': call('{"sessionId":["KEY-1",]} // the session', refused),
  'terminate.request.content': call('sessionId=KEY-1', refused, { mediaType: 'application/x-www-form-urlencoded' }),
  'terminate.request.method': call(one, '405 Method Not Allowed\n\nKEY-1 lives.', { verb: 'PUT' }),
  'terminate.request.type-name': call('{"_typeName":"TerminateSession","sessionId":["KEY-1"]}', done),
  'terminate.request.spelling': call('{ "session\\u0049d" : [ "KEY-1" ] }', done, {
    mediaType: 'Application/JSON; charset=utf-8',
  }),
  'terminate.request.unknown-property': call(
    '{"sessionId":["KEY-1"],"unknownProperty":true}',
    'Any answer: it is recorded, not judged.',
  ),
  'terminate.request.no-content-type': call(one, 'Any answer: it is recorded, not judged.', { mediaType: '' }),

  'terminate.authentication.anonymous': call(one, `${notAuthenticated}\n\nKEY-1 lives.`, { token: '' }),
  'terminate.authentication.dead-token': call(one, `${notAuthenticated}\n\nKEY-1 lives.`, {
    token: 'TOKEN-OF-AN-ENDED-SESSION',
  }),
  'terminate.authentication.fault': call(one, notAuthenticated, { token: 'TOKEN-OF-AN-ENDED-SESSION' }),
  'terminate.authentication.anonymous-fault': call(one, notAuthenticated, { token: '' }),
  'terminate.authentication.reading': call('', notAuthenticated, {
    token: 'TOKEN-OF-AN-ENDED-SESSION',
    verb: 'GET',
    place: 'SessionManager/SessionManager/sessionList',
  }),

  'terminate.identity.letter-case': call('{"sessionId":["key-1"]}', `${notFound}\n\nKEY-1 lives.`),
  'terminate.identity.patterns': call('{"sessionId":["KEY-*"]}', `${notFound}\n\nKEY-1 lives.`),
  'terminate.identity.token-is-no-id': call('{"sessionId":["TOKEN-OF-KEY-1"]}', `${notFound}\n\nKEY-1 lives.`),

  'terminate.path.type-and-method': call(one, `${exampleFault('ManagedObjectNotFound')}\n\nKEY-1 lives.`, {
    place: 'Task/SessionManager/TerminateSession',
  }),
  'terminate.path.oldest-release': call(one, done, { release: '8.0.1.0' }),
  'terminate.path.unknown-release': call(one, '204 No Content, or a refusal that ends nothing', {
    release: '99.0.0.0',
  }),

  'terminate.concurrent.linearizable': `Two calls at once, one with ${two}, the other with {"sessionId":["KEY-2"]}:

204 No Content
500 with the fault NotFound

As if the first call had been made before the second one.`,

  'terminate.effect.session-is-active': call(
    '{"sessionID":"KEY-1","userName":"USER"}',
    '200 OK\ncontent-type: application/json\n\ntrue while KEY-1 is logged on, and false once it was terminated.',
    { place: 'SessionManager/SessionManager/SessionIsActive' },
  ),
  'terminate.effect.logins-untouched': call(
    one,
    `${done}\n\nThe user of KEY-1 can log in again, and a clone ticket that KEY-2 got before begins a session.`,
  ),
  'terminate.effect.others-unchanged': call(
    one,
    `${done}\n\nThe next sessionList shows KEY-2 as before: with its user, its loginTime and all else.`,
  ),
}
