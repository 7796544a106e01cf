/*
 * What a user of Dredd would write for this interface: each transaction of the document gets a session, and a body for its status. The accounts come from the environment; what Dredd
 * begins is logged out at the end.
 */
const hooks = require('hooks')

const manager = `${process.env.VIJSON_TARGET}/sdk/vim25/8.0.3.0/SessionManager/SessionManager`
const header = 'vmware-api-session-id'
const account = { userName: process.env.VIJSON_USERNAME, password: process.env.VIJSON_PASSWORD }
const tokens = []
let caller

async function call(member, token, body) {
  const headers = { 'content-type': 'application/json', ...(token === undefined ? {} : { [header]: token }) }
  return fetch(`${manager}/${member}`, {
    method: 'POST',
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

async function login() {
  const response = await call('Login', undefined, account)
  const { key } = await response.json()
  const token = response.headers.get(header)
  tokens.push(token)
  return { key, token }
}

/** What a transaction needs, by its member and the status that is expected: a token, a body, or that it is left out. */
const needs = {
  'TerminateSession 204': async () => ({ token: caller.token, body: { sessionId: [(await login()).key] } }),
  'Login 200': async () => ({ body: account }),
  'Login 500': async () => ({}),
  'Logout 204': async () => ({ token: (await login()).token }),
  'Logout 500': async () => ({}),
  'SessionIsActive 200': async () => ({
    token: caller.token,
    body: { sessionID: caller.key, userName: account.userName },
  }),
  'SessionIsActive 500': async () => ({}),
  'sessionList 500': async () => ({}),
  'AcquireCloneTicket 500': async () => ({}),
  'CloneSession 200': async () => ({
    body: { cloneTicket: await (await call('AcquireCloneTicket', caller.token)).json() },
  }),
  'CloneSession 500': async () => ({}),
  'system 400': async () => ({ body: { api_releases: [] } }),
  // No request is answered so.
  'currentSession 500': async () => ({ skip: true }),
  'content 500': async () => ({ skip: true }),
  'RetrieveServiceContent 500': async () => ({ skip: true }),
}

hooks.beforeAll((_transactions, done) => {
  login().then((session) => {
    caller = session
    done()
  })
})

hooks.beforeEach((transaction, done) => {
  const { pathname } = new URL(transaction.fullPath, manager)
  const member = pathname.split('/').at(-1)
  const status = transaction.expected.statusCode
  if (`${member} ${status}` === 'system 404')
    transaction.fullPath = transaction.fullPath.replace('action=hello', 'action=other')
  const need = needs[`${member} ${status}`] ?? (async () => ({ token: caller.token }))
  need().then(({ token, body, skip = false }) => {
    transaction.skip = skip
    if (token !== undefined) transaction.request.headers[header] = token
    if (body !== undefined) transaction.request.body = JSON.stringify(body)
    done()
  })
})

hooks.afterEach((transaction, done) => {
  const begun = transaction.real?.headers?.[header]
  if (begun !== undefined) tokens.push(begun)
  done()
})

hooks.afterAll((_transactions, done) => {
  Promise.all(tokens.map((token) => call('Logout', token))).then(() => done())
})
