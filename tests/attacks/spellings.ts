import { openAgentFetch } from '../../src/client/agent-fetch.ts'
import type { PlainRequest, Send } from '../../src/client/message.ts'
import { openSending } from '../../src/client/transport.ts'
import { createGate } from '../../src/conformance/transport/gate.ts'
import type { Attack } from './attack.ts'
import { type Attacked, tokenHeader } from './attacked.ts'
import { startRun } from './custom-run.ts'
import { lenientServer } from './lenient-server.ts'

/** What an attempt is made of. */
interface Ingredients {
  /** The URL of the SessionManager. */
  base: string
  own: { key: string; token: string }
  other: { key: string; token: string }
}

type Write = (ingredients: Ingredients) => Partial<PlainRequest> & { head?: Record<string, string> }

/** Sends what somebody has written through the gate of a run. */
async function sendThroughGate(attacked: Attacked, writes: readonly Write[]): Promise<string[]> {
  const { run, end } = await startRun(attacked)
  attacked.behave(lenientServer(attacked))
  const own = await run.controllers.current()
  const base = `${attacked.target.url}/sdk/vim25/8.0.3.0/SessionManager/SessionManager`
  const gate = createGate(await sender(), { ...run, permitDisruptive: async () => {} })
  const reasons: string[] = []
  for (const [place, write] of writes.entries()) {
    const other = place % 2 === 0 ? attacked.others.named : attacked.others.unnamed
    const { head = {}, ...given } = write({ base, own, other })
    const headers = new Headers({ 'content-type': 'application/json', [tokenHeader]: own.token, ...head })
    const made = { method: 'POST', url: `${base}/TerminateSession`, headers, body: undefined, ...given }
    const before = attacked.received.length
    const reason = await gate.send(made).then(
      (answer) => `sent, and answered with ${answer.status}`,
      (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : 'no Error'),
    )
    reasons.push(attacked.received.length === before ? reason : reason.replace(/^(?!sent)/, 'it reached the server: '))
  }
  await end()
  return reasons
}

async function sender(): Promise<Send> {
  return openSending({}, openAgentFetch)
}

const listOf = ({ key }: { key: string }) => JSON.stringify({ sessionId: [key] })
/** A TerminateSession of another user's session at an address written by `write`. */
const at =
  (write: (base: string) => string): Write =>
  ({ base, other }) => ({ url: write(base), body: listOf(other) })
const withBody =
  (write: (ingredients: Ingredients) => string, head: Record<string, string> = {}): Write =>
  (ingredients) => ({ body: write(ingredients), head })

const percent = (text: string) =>
  [...text].map((char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`).join('')
const layers = (text: string, count: number): string =>
  count === 0 ? text : layers(text.replaceAll('%', '%25'), count - 1)
const utf16 = (text: string) => [...text].join('\0')
const escaped = (text: string) =>
  [...text].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')

const soap = (action: string, { own, other }: Ingredients) =>
  `<?xml version="1.0"?><Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body><${action} xmlns="urn:vim25"><_this type="SessionManager">SessionManager</_this><sessionId>${other.key}</sessionId><token>${own.token}</token></${action}></Body></Envelope>`

const paths: Record<string, Write> = {
  'in lower case': at((base) => `${base}/terminatesession`),
  'in capitals': at((base) => `${base}/TERMINATESESSION`),
  'before a slash': at((base) => `${base}/TerminateSession/`),
  'after two slashes': at((base) => `${base}//TerminateSession`),
  'before a query': at((base) => `${base}/TerminateSession?a=b`),
  'before an empty query': at((base) => `${base}/TerminateSession?`),
  'before a fragment': at((base) => `${base}/TerminateSession#a`),
  'with a parameter': at((base) => `${base}/TerminateSession;a=b`),
  'with a parameter before it': at((base) => `${base};a=b/TerminateSession`),
  'with an empty parameter': at((base) => `${base}/TerminateSession;`),
  'with a percent-encoded letter': at((base) => `${base}/Terminate%53ession`),
  'percent-encoded': at((base) => `${base}/${percent('TerminateSession')}`),
  'percent-encoded twice': at((base) => `${base}/${layers(percent('TerminateSession'), 1)}`),
  'percent-encoded five times': at((base) => `${base}/${layers(percent('TerminateSession'), 4)}`),
  'with an encoded slash': at((base) => `${base}%2fTerminateSession`),
  'with an encoded semicolon': at((base) => `${base}/TerminateSession%3ba`),
  'with an encoded null': at((base) => `${base}/TerminateSession%00`),
  'with an encoded line break': at((base) => `${base}/TerminateSession%0a`),
  'with a trailing dot': at((base) => `${base}/TerminateSession.`),
  'with a trailing blank': at((base) => `${base}/TerminateSession%20`),
  'by way of a parent': at((base) => `${base}/sessionList/../TerminateSession`),
  'by way of an encoded parent': at((base) => `${base}/sessionList/%2e%2e/TerminateSession`),
  'by way of a doubly encoded parent': at((base) => `${base}/sessionList/%252e%252e/TerminateSession`),
  'with backslashes': at((base) => `${base}\\TerminateSession`),
  'with a user in the address': at((base) => `${base.replace('//', '//user@')}/TerminateSession`),
  'at localhost': at((base) => `${base.replace('127.0.0.1', 'localhost')}/TerminateSession`),
  'at another spelling of the host': at((base) => `${base.replace('127.0.0.1', '0x7f.1')}/TerminateSession`),
  'under another release': at((base) => `${base.replace('8.0.3.0', '8.0.2.0')}/TerminateSession`),
  'under another moId': at((base) => `${base.replace(/SessionManager$/, 'SessionManager2')}/TerminateSession`),
  'in the session service of the REST API': ({ base, other }) => ({
    method: 'DELETE',
    url: `${new URL(base).origin}/api/session`,
    head: { [tokenHeader]: other.token },
  }),
  'in full-width letters': at((base) => `${base}/${encodeURIComponent('ＴｅｒｍｉｎａｔｅＳｅｓｓｉｏｎ')}`),
  'under another type': at((base) => `${base.replace('SessionManager/', 'ExtensionManager/')}/TerminateSession`),
  'in the query of a read': ({ base, other }) => ({
    method: 'GET',
    url: `${base}/sessionList?method=TerminateSession&sessionId=${other.key}`,
  }),
}

const soapAttempts: Record<string, Write> = Object.fromEntries(
  ['/sdk', '/sdk/', '/sdk/vimService', '/SDK', '/sdk/vim25', '/sdk;a', '/%73dk', '//sdk'].flatMap((path) =>
    ['TerminateSession', 'Logout'].map((action): [string, Write] => [
      `${action} at ${path}`,
      (ingredients) => ({
        url: `${new URL(ingredients.base).origin}${path}`,
        body: soap(action, ingredients),
        head: {
          'content-type': 'text/xml; charset=utf-8',
          soapaction: '"urn:vim25/8.0.3.0"',
          cookie: `vmware_soap_session="${ingredients.other.token}"`,
        },
      }),
    ]),
  ),
)

const bodies: Record<string, Write> = {
  'the session alone': withBody(({ other }) => listOf(other)),
  'the session after one of the run': withBody(({ own, other }) => JSON.stringify({ sessionId: [own.key, other.key] })),
  'a list twice, the first its own': withBody(
    ({ own, other }) => `{"sessionId":["${own.key}"],"sessionId":["${other.key}"]}`,
  ),
  'a list twice, the last its own': withBody(
    ({ own, other }) => `{"sessionId":["${other.key}"],"sessionId":["${own.key}"]}`,
  ),
  'a list twice, once in escapes': withBody(
    ({ own, other }) => `{"${escaped('sessionId')}":["${other.key}"],"sessionId":["${own.key}"]}`,
  ),
  'a list in another case': withBody(({ own, other }) =>
    JSON.stringify({ sessionId: [own.key], SessionId: [other.key] }),
  ),
  'the id as the name of a member': withBody(({ own, other }) =>
    JSON.stringify({ sessionId: [own.key], [other.key]: 1 }),
  ),
  'ids as the names of members in place of a list': withBody(({ other }) =>
    JSON.stringify({ sessionId: { [other.key]: true } }),
  ),
  'a text in place of a list': withBody(({ other }) => JSON.stringify({ sessionId: other.key })),
  'a list within the list': withBody(({ own, other }) => JSON.stringify({ sessionId: [[own.key], [other.key]] })),
  'an object within the list': withBody(({ other }) => JSON.stringify({ sessionId: [{ key: other.key }] })),
  'a number in the list': withBody(() => '{"sessionId":[52]}'),
  'a number too large to be exact': withBody(() => '{"sessionId":[9007199254740993]}'),
  'a number with an exponent': withBody(() => '{"sessionId":[5.2e1]}'),
  'a boolean in the list': withBody(() => '{"sessionId":[true]}'),
  'an id in escapes': withBody(({ other }) => `{"sessionId":["${escaped(other.key)}"]}`),
  'an id with one escape': withBody(({ other }) => `{"sessionId":["\\u0035${other.key.slice(1)}"]}`),
  'JSON within a text': withBody(({ other }) => JSON.stringify({ sessionId: JSON.stringify([other.key]) })),
  'JSON after JSON': withBody(({ own, other }) => listOf(own) + listOf(other)),
  'JSON after a line break': withBody(({ own, other }) => `${listOf(own)}\n${listOf(other)}`),
  'a comment': withBody(({ own, other }) => `{"sessionId":["${own.key}"/*,"${other.key}"*/]}`),
  'single quotes': withBody(({ other }) => `{'sessionId':['${other.key}']}`),
  'no end': withBody(({ other }) => `{"sessionId":["${other.key}"`),
  'a byte order mark': withBody(({ other }) => `\ufeff${listOf(other)}`),
  'a prefix against scripts': withBody(({ other }) => `)]}',\n${listOf(other)}`),
  blanks: withBody(({ other }) => ` ${listOf(other)} `),
  __proto__: withBody(({ own, other }) => `{"__proto__":{"sessionId":["${other.key}"]},"sessionId":["${own.key}"]}`),
  'a toJSON member': withBody(({ own, other }) => `{"sessionId":["${own.key}"],"toJSON":["${other.key}"]}`),
  'a form': withBody(({ other }) => `sessionId=${other.key}`, { 'content-type': 'application/x-www-form-urlencoded' }),
  'a form with brackets': withBody(({ other }) => `sessionId[]=${other.key}`, {
    'content-type': 'multipart/form-data',
  }),
  XML: withBody(({ other }) => `<sessionId>${other.key}</sessionId>`, { 'content-type': 'application/xml' }),
  YAML: withBody(({ other }) => `sessionId:\n- ${other.key}\n`, { 'content-type': 'application/yaml' }),
  base64: withBody(({ other }) => Buffer.from(listOf(other)).toString('base64')),
  'UTF-16': withBody(({ other }) => utf16(listOf(other)), { 'content-type': 'application/json; charset=utf-16' }),
  'UTF-7': withBody(({ other }) => listOf(other).replaceAll('"', '+ACI-'), {
    'content-type': 'application/json; charset=utf-7',
  }),
  'a lone surrogate': withBody(({ own, other }) => `{"sessionId":["${own.key}","\ud800${other.key}"]}`),
}

/** Own sessions under headers that a server might read otherwise. */
const heads: Record<string, Write> = {
  ...Object.fromEntries(
    [
      'text/plain',
      'application/json; charset=utf-8',
      'application/json; charset=utf-16',
      'APPLICATION/JSON',
      'application/json,text/xml',
      'application/vnd.api+json',
      'text/json',
    ].map((type): [string, Write] => [
      `the media type ${type}`,
      ({ other }) => ({ body: listOf(other), head: { 'content-type': type } }),
    ]),
  ),
  ...Object.fromEntries(
    [
      'cookie',
      'authorization',
      'x-http-method-override',
      'x-method-override',
      'x-original-url',
      'x-rewrite-url',
      'x-forwarded-host',
      'forwarded',
      'content-encoding',
      'soapaction',
      'vmware-api-session-id2',
      'x-vmware-session',
    ].map((name): [string, Write] => [
      `Logout with the header ${name}`,
      ({ base, own, other }) => ({
        url: `${base}/Logout`,
        headers: new Headers({ [tokenHeader]: own.token, [name]: `TerminateSession ${other.token} ${other.key}` }),
      }),
    ]),
  ),
  'the token of others': ({ own, other }) => ({ body: listOf(own), head: { [tokenHeader]: other.token } }),
  'Logout with the token of others': ({ base, other }) => ({
    url: `${base}/Logout`,
    headers: new Headers({ [tokenHeader]: other.token }),
  }),
  'Logout with two tokens': ({ base, own, other }) => {
    const headers = new Headers({ [tokenHeader]: own.token })
    headers.append(tokenHeader, other.token)
    return { url: `${base}/Logout`, headers }
  },
  'Logout without a token': ({ base }) => ({ url: `${base}/Logout`, headers: new Headers() }),
  'Logout with a body': ({ base, own, other }) => ({
    url: `${base}/Logout`,
    headers: new Headers({ [tokenHeader]: own.token }),
    body: JSON.stringify({ token: other.token }),
  }),
  'Login with the token of others': ({ base, other }) => ({
    url: `${base}/Login`,
    head: { [tokenHeader]: other.token },
    body: '{"userName":"logout","password":"a"}',
  }),
  'AcquireCloneTicket with the token of others': ({ base, other }) => ({
    url: `${base}/AcquireCloneTicket`,
    headers: new Headers({ [tokenHeader]: other.token }),
  }),
  'AcquireCloneTicket with a body': ({ base, own, other }) => ({
    url: `${base}/AcquireCloneTicket`,
    headers: new Headers({ [tokenHeader]: own.token }),
    body: listOf(other),
  }),
  'CloneSession with the token of others': ({ base, other }) => ({
    url: `${base}/CloneSession`,
    head: { [tokenHeader]: other.token },
    body: '{"cloneTicket":"logout"}',
  }),
  'CloneSession with another member': ({ base, other }) => ({
    url: `${base}/CloneSession`,
    headers: new Headers({ 'content-type': 'application/json' }),
    body: JSON.stringify({ cloneTicket: 'terminate', sessionId: [other.key] }),
  }),
  'SessionIsActive with the token of others': ({ base, other }) => ({
    url: `${base}/SessionIsActive`,
    head: { [tokenHeader]: other.token },
    body: JSON.stringify({ sessionID: other.key, userName: 'terminate' }),
  }),
  'a read with a body': ({ base, other }) => ({ url: `${base}/sessionList`, body: listOf(other) }),
}

const methods: Record<string, Write> = Object.fromEntries(
  ['post', 'Post', 'PUT', 'PATCH', 'DELETE', 'QUERY', 'MOVE', 'PURGE', 'GET ', 'GET'].flatMap((method) =>
    ['TerminateSession', 'Logout'].map((member): [string, Write] => [
      `${method} ${member}`,
      ({ base, other }) => ({
        method,
        url: `${base}/${member}?sessionId=${other.key}`,
        head: { [tokenHeader]: other.token },
        body: method.startsWith('GET') ? undefined : listOf(other),
      }),
    ]),
  ),
)

const members: Record<string, Write> = Object.fromEntries(
  [
    'CloneSession',
    'AcquireCloneTicket',
    'ImpersonateUser',
    'SetLocale',
    'LoginExtensionByCertificate',
    'UpdateServiceMessage',
    'SessionIsActive',
    'TerminateSession_Task',
    '$TerminateSession',
  ].map((member): [string, Write] => [
    `the member ${member}`,
    ({ base, other }) => ({ url: `${base}/${member}`, body: listOf(other), head: { [tokenHeader]: other.token } }),
  ]),
)

/** Values that are other ones when they are read again. */
const changingText = (first: string, then: string): string => {
  let reads = 0
  // As code without types could give it.
  return { toString: () => (reads++ === 0 ? first : then) } as unknown as string
}
const changingValues: Record<string, Write> = {
  'a URL that changes': ({ base, other }) => ({
    method: 'GET',
    url: changingText(`${base}/sessionList`, `${base}/TerminateSession?sessionId=${other.key}`),
  }),
  'a method that changes': ({ base, other }) => ({
    method: changingText('GET', 'POST'),
    url: `${base}/sessionList`,
    body: listOf(other),
  }),
  'a body that changes': ({ own, other }) => ({
    body: changingText(listOf(own).replace('["', '["no '), listOf(other)),
  }),
}

const asAttack =
  (prefix: string, mayPass = false) =>
  ([name, write]: [string, Write]): Attack => ({
    title: `${prefix} ${name}`,
    async attempt(attacked) {
      const [reason = ''] = await sendThroughGate(attacked, [write])
      return mayPass && reason.startsWith('sent') ? { kind: 'passed' } : { kind: 'refused', reason }
    },
  })

/** By requests that are written otherwise, handed to the gate itself. */
export const spelled: Record<string, Attack[]> = {
  'address of a request': Object.entries(paths).map(asAttack('the operation is written')),
  SOAP: Object.entries(soapAttempts).map(asAttack('a SOAP request:')),
  'body of a request': Object.entries(bodies).map(asAttack('the body is, or has,')),
  'headers, media types, methods, members': [
    ...Object.entries(heads).map(asAttack('a request has')),
    ...Object.entries(methods).map(asAttack('a request is')),
    ...Object.entries(members).map(asAttack('a request is for')),
  ],
  'values that change': Object.entries(changingValues).map(asAttack('a request has', true)),
}
