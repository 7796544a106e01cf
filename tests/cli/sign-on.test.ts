import { EventEmitter, once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { getRequestListener } from '@hono/node-server'
import { expect, onTestFinished, test } from 'vitest'
import { createApp, createVCenter } from '../../src/mock/index.ts'
import { principals } from '../support/principals.ts'
import { serve } from '../support/tls-server.ts'
import { start, vijson } from '../support/vijson.ts'

const { controller, limited } = principals
const assertion = '<saml2:Assertion ID="_1"><saml2:Subject>SecretOfSso</saml2:Subject></saml2:Assertion>'
const inHeader = gzipSync(assertion).toString('base64')

/** A mock over HTTP on which the account of the controller can log in by a token of single sign-on. */
async function signingOn(ssoToken = 'H4sISecretOfSso', onRequest: (path: string) => void = () => {}) {
  const vcenter = createVCenter({
    principals: [
      { ...controller, ssoToken },
      { ...limited, privileges: ['System.View'] },
    ],
  })
  const app = createApp(vcenter)
  const listener = getRequestListener((request) => {
    onRequest(new URL(request.url).pathname)
    return app.fetch(request)
  })
  return { url: await serve(listener), vcenter }
}

/** The variable that names a file with this content. */
function fileWith(content: string | Buffer): { VIJSON_SSO_TOKEN_FILE: string } {
  const folder = mkdtempSync(join(tmpdir(), 'vijson-sso-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'token')
  writeFileSync(file, content)
  return { VIJSON_SSO_TOKEN_FILE: file }
}

test.each<[string, string, string | Buffer]>([
  ['Authorization header', 'H4sISecretOfSso', 'SIGN token="H4sISecretOfSso"\n'],
  ['header with its name', 'H4sISecretOfSso', 'Authorization: Bearer H4sISecretOfSso\r\n'],
  ['bearer token', 'H4sISecretOfSso', 'Bearer H4sISecretOfSso\r\n'],
  [
    'header in UTF-16, with a byte order mark',
    'H4sISecretOfSso',
    Buffer.from('\ufeffBearer H4sISecretOfSso\r\n', 'utf16le'),
  ],
  ['SAML assertion', inHeader, assertion],
  [
    'SAML assertion with an XML declaration',
    gzipSync(`<?xml version="1.0"?>\n${assertion}`).toString('base64'),
    `<?xml version="1.0"?>\n${assertion}\n`,
  ],
])('a file with a %s is enough for a run, which leaves nothing', async (_, ssoToken, content) => {
  const { url, vcenter } = await signingOn(ssoToken)
  const ended = await vijson(['test', '--target', url, '--idle', '0'], fileWith(content))
  expect([ended.code, ended.stderr]).toEqual([0, ''])
  expect(ended.stdout).not.toMatch(/SecretOfSso|H4sI/)
  expect(vcenter.sessions.size).toBe(0)
})

test('is shown by --dry-run and by doctor without the token, and doctor leaves nothing', async () => {
  const { url, vcenter } = await signingOn()
  const variable = fileWith('Bearer H4sISecretOfSso')
  const dryRun = await vijson(['test', '--target', url, '--dry-run'], variable)
  expect(dryRun.stdout).toContain(
    'account: the token in VIJSON_SSO_TOKEN_FILE, by which one session is begun; the others are cloned\n',
  )
  expect(dryRun.stdout).toMatch(/\n {2}total +1 +\d+/)
  const doctor = await vijson(['doctor', '--target', url], variable)
  expect([doctor.code, doctor.stdout]).toEqual([0, expect.stringContaining(`logged on as ${controller.userName}`)])
  expect(dryRun.stdout + doctor.stdout).not.toContain('SecretOfSso')
  expect(vcenter.sessions.size).toBe(0)
})

test('a token that is refused is told by test and doctor, and not repeated', async () => {
  const { url } = await signingOn()
  const variable = fileWith('Bearer AnotherSecretOfSso')
  for (const command of ['test', 'doctor']) {
    const { code, stdout, stderr } = await vijson([command, '--target', url], variable)
    const said = stdout + stderr
    expect(code).toBe(3)
    expect(said).toContain('LoginByToken with the token of single sign-on was refused with the fault InvalidLogin')
    expect(said).toContain('→ get a new token: one is good for a short time, and where its single sign-on is trusted')
    expect(said).not.toContain('SecretOfSso')
  }
})

test('a run that is killed leaves a record by which cleanup ends its sessions, also the one that was begun by the token', async () => {
  const requests = new EventEmitter()
  const called = once(requests, 'TerminateSession')
  const { vcenter, url } = await signingOn('H4sISecretOfSso', (path) => requests.emit(path.split('/').at(-1) ?? ''))
  const variable = fileWith('Bearer H4sISecretOfSso')
  const { process: child, ended } = start(['test', '--target', url, '--idle', '0'], variable)
  await called
  child.kill('SIGKILL')
  await ended
  expect(vcenter.sessions.size).toBeGreaterThan(1)
  const cleanup = await vijson(['cleanup', '--target', url, '--yes'], variable)
  expect([cleanup.code, cleanup.stderr, vcenter.sessions.size]).toEqual([0, '', 0])
})

test.each<[string, string, Record<string, string>, RegExp]>([
  ['that is empty', ' \n', {}, /is empty: /],
  ['with XML that is no assertion', '<a>secret0</a>', {}, /is XML, and no SAML assertion/],
  ['with a token alone', 'secret0', {}, /must contain a SAML assertion, or one line with the Authorization header/],
  ['with several lines', 'Bearer secret0\nsecret1', {}, /must contain a SAML assertion, or one line/],
  ['beside a user name', 'Bearer secret0', { VIJSON_USERNAME: 'user' }, /^error: give one of these: /],
  ['beside a password', 'Bearer secret0', { VIJSON_PASSWORD: 'secret1' }, /^error: give one of these: /],
  ['beside the token of a session', 'Bearer secret0', { VIJSON_SESSION: 'secret1' }, /^error: give one of these: /],
])('a file %s is refused before anything is sent, and not repeated', async (_, content, environment, sentence) => {
  const variables = { ...environment, ...fileWith(content) }
  const { code, stderr } = await vijson(['test', '--target', 'https://vcenter.invalid'], variables)
  expect([code, stderr]).toEqual([2, expect.stringMatching(sentence)])
  expect(stderr).not.toContain('secret')
})

test.each([
  assertion,
  `<?xml version="1.0"?>\n${assertion}`,
  'Bearer SecretOfSso',
  'SIGN token="SecretOfSso"',
  'Authorization: Bearer SecretOfSso',
])('a token in place of the name of its file is refused, and not repeated: %s', async (token) => {
  const { code, stderr } = await vijson(['test', '--target', 'https://vcenter.invalid'], {
    VIJSON_SSO_TOKEN_FILE: token,
  })
  expect([code, stderr]).toEqual([
    2,
    'error: VIJSON_SSO_TOKEN_FILE is the token itself; write it into a file, and name that\n',
  ])
})

test('a file that is missing is refused', async () => {
  const variable = { VIJSON_SSO_TOKEN_FILE: '/nowhere/token' }
  const { code, stderr } = await vijson(['test', '--target', 'https://vcenter.invalid'], variable)
  expect([code, stderr]).toEqual([2, expect.stringMatching(/^error: cannot read token of single sign-on/)])
})
