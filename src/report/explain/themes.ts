import { call, exampleFault } from './example-parts.ts'

/** What a person wants to know of the requirements of one theme. */
export interface Explanation {
  /** Why it matters. */
  why: string
  /** What a server usually does wrong where it is not met. */
  usually: string
  /** What to do about it. */
  todo: string
  /** A request and its answer, where a requirement is met that has no example of its own. Keys and tokens stand in capitals. */
  example: string
}

/** By theme: the second part of a requirement's id. */
export const themes: Readonly<Record<string, Explanation>> = {
  success: {
    why: 'A client that gets 204 believes that every listed session has ended. A listed session that stays alive keeps its rights. If another session is ended, a user is disconnected while working.',
    usually:
      'The answer is sent before the sessions are gone; a limit on the list cuts it off; only sessions of one user, one age, or one way of beginning are found.',
    todo: 'End every listed session, and no other, before the answer is sent. The finding names the session, and how it was begun.',
    example: call('{"sessionId":["KEY-1","KEY-2"]}', '204 No Content'),
  },
  'not-found': {
    why: 'By NotFound a client knows that a session has ended already. Any other fault is taken for a reason to try again, or to give up.',
    usually:
      'A session that is unknown is skipped, or is answered with InvalidArgument; a session that has ended is still known.',
    todo: 'Answer NotFound for every id that is no live session, also for one that has just ended.',
    example: call('{"sessionId":["KEY-OF-NOBODY"]}', exampleFault('NotFound')),
  },
  'current-session': {
    why: 'A caller that ends its own session can neither go on nor see what it has done. Logout is there for that.',
    usually:
      'The id of the caller is treated like any other, or is answered with NotFound; a clone of the caller is taken for the caller.',
    todo: 'Compare each id with the session of this very request, at its turn: sessions before it are ended by then, and stay so. The answer is InvalidArgument, and the caller is not ended.',
    example: call(
      '{"sessionId":["KEY-OF-THE-CALLER"]}',
      exampleFault('InvalidArgument', ',"invalidProperty":"sessionId"'),
    ),
  },
  sequence: {
    why: 'The call is no transaction: what stands before the first failing id is ended, what stands behind it lives. A client that expects a transaction leaves sessions open, or disconnects a user.',
    usually:
      'All ids are checked before the first session is ended; the list is worked through to its end; it is sorted, made unique, or worked through at once.',
    todo: 'Work through the list in its order, one id at a time, and stop at the first that fails.',
    example: call(
      '{"sessionId":["KEY-1","KEY-OF-NOBODY","KEY-2"]}',
      `${exampleFault('NotFound')}\n\nKEY-1 is ended, KEY-2 lives.`,
    ),
  },
  fault: {
    why: 'Generated clients tell faults apart by their form. One that is not valid is an unknown error to all of them; one with a token in it gives a session away.',
    usually:
      'A framework answers in its own form; the media type is missing; the text repeats what the request contained.',
    todo: 'Answer every fault as the schema says, as application/json, and put nothing of the request into its text.',
    example: call('{"sessionId":["KEY-OF-NOBODY"]}', exampleFault('NotFound')),
  },
  request: {
    why: 'What is no list of ids must not be taken for one: for an empty one, for one of all sessions, or for one of other ids.',
    usually:
      'A lenient parser reads what is no JSON; a missing member is an empty list; a text is a list of one; other verbs are served.',
    todo: 'Refuse every body that is no object with a list of strings named sessionId, and end nothing by it. Take the same request however it is spelled.',
    example: call('{"sessionId":"KEY-1"}', exampleFault('InvalidRequest')),
  },
  'empty-list': {
    why: 'If a server treats an empty list as all sessions, it ends them all.',
    usually: 'An empty list is passed on as a query without a condition.',
    todo: 'End nothing for an empty list, whatever is answered.',
    example: call('{"sessionId":[]}', '204 No Content'),
  },
  authentication: {
    why: 'Without a valid token anybody on the network could end sessions, or read who is logged on.',
    usually:
      'A key, which is public, or a part of a token is taken for one; the token of an ended session stays valid; the session of an earlier request on the connection is used.',
    todo: 'Look up the whole token, for every request anew, and forget it when its session ends.',
    example: call('{"sessionId":["KEY-1"]}', exampleFault('NotAuthenticated'), { token: 'NO-TOKEN-OF-A-SESSION' }),
  },
  privilege: {
    why: 'Sessions.TerminateSession is the right to throw others off. A caller without it must not end any session, nor learn which ids exist.',
    usually:
      'The privilege is looked at for the first id only, for sessions of others only, or after the ids; or the second account of the run has it.',
    todo: 'Look at the privilege before anything else of the list. If the server is right, look at the second account: directly and through its groups.',
    example: call(
      '{"sessionId":["KEY-1"]}',
      exampleFault('NoPermission', ',"privilegeId":"Sessions.TerminateSession"'),
      {
        token: 'TOKEN-OF-THE-SECOND-ACCOUNT',
      },
    ),
  },
  identity: {
    why: 'A key names one session. A server that takes something else for it ends a session that nobody named.',
    usually:
      'Keys are trimmed, compared without letter case, normalized, read as patterns, or matched from their beginning.',
    todo: 'Compare ids with keys byte by byte. The finding names the form that was taken for the key.',
    example: call('{"sessionId":[" KEY-1"]}', `${exampleFault('NotFound')}\n\nKEY-1 lives.`),
  },
  path: {
    why: 'A request for another object, method or release is another request.',
    usually: 'Only the last part of the path is looked at, or in any letter case.',
    todo: 'Serve the operation at the one path that the page names, under every release that is accepted.',
    example: call('{"sessionId":["KEY-1"]}', `${exampleFault('ManagedObjectNotFound')}\n\nKEY-1 lives.`, {
      place: 'SessionManager/unknown/TerminateSession',
    }),
  },
  concurrent: {
    why: 'Administrators and scripts come together. If calls at once have a result that no order of single calls can have, nothing that the page says holds for any of them.',
    usually: 'A session is looked up and ended in two steps, with nothing to hold others off between them.',
    todo: 'Look up and end each session in one step. The lanes show the shortest part of the history that has no order.',
    example: `Two calls at once, each with {"sessionId":["KEY-1"]}:

204 No Content
500 with the fault NotFound`,
  },
  effect: {
    why: 'A client that has read 204 and then still sees the session in the list, or is told that it is active, does not know what to believe.',
    usually: 'The list is kept elsewhere, and is refreshed later than the session ends.',
    todo: 'Take a session out of every list before the answer is sent.',
    example: call('{"sessionId":["KEY-1"]}', '204 No Content\n\nThe next sessionList does not show KEY-1.'),
  },
}
