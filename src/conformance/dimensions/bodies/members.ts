import { type Bodies, naming, type Text } from './body.ts'
import { inQuery } from './verbs.ts'

const otherNames = [
  'sessionID',
  'sessionid',
  'SessionId',
  'SESSIONID',
  'session_id',
  'session-id',
  'sessionIds',
  'sessionId ',
  'key',
]

/** Further ones, of other languages, formats and products: tried together. */
const furtherNames = [
  ...otherNames,
  ' sessionId',
  'sessionId[]',
  'sessionid[]',
  'sessionId[0]',
  'session',
  'sessions',
  'sessionKey',
  'sessionKeys',
  'sessionIDs',
  'session_ids',
  'sessionIdList',
  'sessionList',
  'SessionID',
  'Session_Id',
  'session.id',
  'keys',
  'Key',
  'id',
  'ids',
  'ID',
  'list',
  'sid',
  'sids',
  'value',
  'arg',
  'args',
  '_sessionId',
  '$sessionId',
  '@sessionId',
  '#sessionId',
  'vim:sessionId',
  'vim25:sessionId',
  'ns1:sessionId',
  'userSession',
  'UserSession',
  'token',
  'tokens',
]

/** Members in which other protocols wrap the parameters of a call. */
const wrappers = [
  'parameters',
  'params',
  'TerminateSession',
  'TerminateSessionRequestType',
  'TerminateSessionRequest',
  'terminateSession',
  'request',
  'Request',
  'body',
  'Body',
  'spec',
  '_this',
  'data',
  'arguments',
  'args',
  'input',
  'payload',
  'soap:Body',
  'Envelope',
  'value',
  '_value',
  'root',
  '',
]

function otherMembers(id: string, names: readonly string[] = furtherNames): string {
  return names.map((name) => `${JSON.stringify(name)}:[${id}]`).join(',')
}

/** The member under another name, or more members than one. */
export const members: Bodies = {
  ...naming(
    'terminate.request.member-name',
    Object.fromEntries(
      otherNames.map((name): [string, Text] => [
        `${JSON.stringify(name)} in place of sessionId`,
        (id) => `{"${name}":[${id}]}`,
      ]),
    ),
    { disruptive: true },
  ),
  ...naming(
    'terminate.request.member-name',
    {
      'many other names at once': (id) => `{${otherMembers(id)}}`,
      'within members of many names at once': (id) =>
        `{${wrappers.map((name) => `${JSON.stringify(name)}:{"sessionId":[${id}]}`).join(',')}}`,
      ...Object.fromEntries(
        ['parameters', 'params', 'TerminateSession', 'body', 'request'].map((name): [string, Text] => [
          `within a member ${name}`,
          (id) => `{"${name}":{"sessionId":[${id}]}}`,
        ]),
      ),
    },
    { disruptive: true },
  ),
  ...naming(
    'terminate.request.other-members',
    {
      'after sessionId': (id, other) => `{"sessionId":[${id}],${otherMembers(other)}}`,
      'before sessionId': (id, other) => `{${otherMembers(other)},"sessionId":[${id}]}`,
    },
    { ids: 2, mayEnd: true },
  ),
  ...naming(
    'terminate.request.other-members',
    { 'in a query behind the address': (id) => `{"sessionId":[${id}]}` },
    { ids: 2, mayEnd: true, query: (_, other) => inQuery(other) },
  ),
  ...naming(
    'terminate.request.double-member',
    { 'sessionId twice': (id, other) => `{"sessionId":[${id}],"sessionId":[${other}]}` },
    { ids: 2, mayEnd: true },
  ),
  ...naming(
    'terminate.request.unknown-property',
    {
      'an unknown property': (id) => `{"sessionId":[${id}],"unknownProperty":true}`,
    },
    { mayEnd: true },
  ),
}
