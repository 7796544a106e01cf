import type { RequestListener } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { describe, expect, test } from 'vitest'
import { createApp, createVCenter, type Principal, type VCenter, VimFault } from '../../src/mock/index.ts'
import { accounts, mockListener } from '../support/examine.ts'
import { closedPort } from '../support/http-server.ts'
import { principals } from '../support/principals.ts'
import { proxy } from '../support/proxy-server.ts'
import { certificate, day, fileWith, type Made, serve } from '../support/tls-server.ts'
import { vijson } from '../support/vijson.ts'

/** A target that no run can judge: how it is named, and with which account. */
interface Unfit {
  args: string[]
  environment?: Record<string, string>
}

const page =
  (status: number, text: string): RequestListener =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': 'text/html' }).end(text)

const soap =
  (fullName: string, apiType: string): RequestListener =>
  (request, response) =>
    void (request.url === '/sdk'
      ? response.end(`<x><fullName>${fullName}</fullName><apiType>${apiType}</apiType></x>`)
      : response.writeHead(404).end())

const at = (url: string, ...args: string[]): Unfit => ({ args: ['--target', url, ...args] })

async function withTls(made: Made, isTrusted: boolean, requestCert = false): Promise<Unfit> {
  const tls = await certificate(made)
  const url = await serve(mockListener(), { ...tls, requestCert, rejectUnauthorized: requestCert, ca: tls.cert })
  return at(url, ...(isTrusted ? ['--ca', fileWith(tls.cert)] : []))
}

async function refusing(name: string, faultstring: string): Promise<Unfit> {
  const vcenter: VCenter = {
    ...createVCenter(),
    login() {
      throw new VimFault({ _typeName: name, faultstring } as VimFault['fault'])
    },
  }
  return at(await serve(mockListener(vcenter)))
}

/** A mock whose Login is answered by something else. */
async function answeringLogin(answer: RequestListener): Promise<Unfit> {
  const listener = mockListener()
  return at(
    await serve((request, response) => (request.url?.endsWith('/Login') ? answer : listener)(request, response)),
  )
}

const second: Principal = { ...principals.controller, userName: 'svc@vsphere.local', privileges: [] }

/** Each state that the doctor tells. */
const states: Record<string, () => Promise<Unfit>> = {
  'a closed port': async () => at(await closedPort()),
  'a name that does not resolve': async () => at('https://nowhere.invalid'),
  'a proxy that asks for credentials': async () =>
    at('https://vcenter.example', '--proxy', (await proxy(() => ({ status: 407 }))).url),
  'a proxy that is not there': async () => at('https://vcenter.example', '--proxy', await closedPort()),
  'TLS of another name': () => withTls({ names: [{ type: 2, value: 'other.example' }] }, true),
  'an expired certificate': () =>
    withTls({ from: new Date(Date.now() - 3 * day), until: new Date(Date.now() - day) }, true),
  'an untrusted certificate': () => withTls({}, false),
  'a certificate of the client that is missing': () => withTls({}, true, true),
  'an ESXi host': async () => at(await serve(soap('VMware ESXi 8.0.3 build-1', 'HostAgent'))),
  'an old vCenter': async () => at(await serve(soap('VMware vCenter Server 7.0.3 build-1', 'VirtualCenter'))),
  'one that is starting': async () => at(await serve(page(503, '<html>503 Service Unavailable'))),
  'a redirect to single sign-on': async () =>
    at(
      await serve(
        (_, response) => void response.writeHead(302, { location: 'https://sso.example/websso/SAML2' }).end(),
      ),
    ),
  'an HTML page': async () => at(await serve(page(200, '<!doctype html><title>It works</title>'))),
  'a release that it does not speak': async () => at(await serve(mockListener()), '--release', '9.9.9.9'),
  'a wrong password': async () => ({
    ...at(await serve(mockListener())),
    environment: { ...accounts, VIJSON_PASSWORD: 'not-this-one' },
  }),
  'a user name without a domain': async () => ({
    ...at(await serve(mockListener())),
    environment: { VIJSON_USERNAME: 'administrator', VIJSON_PASSWORD: 'not-this-one' },
  }),
  'a locked account': () => refusing('InvalidLogin', 'The account is locked.'),
  'an expired password': () => refusing('PasswordExpired', 'The password has expired.'),
  'an account without a role': () => refusing('NoPermission', 'Permission was denied.'),
  'federation only': () =>
    answeringLogin((_, response) => void response.writeHead(401, { 'www-authenticate': 'Bearer' }).end()),
  'a gateway that answers logins itself': () => answeringLogin(page(404, '<html>Not found')),
  'an account without the privilege': async () => ({
    ...at(await serve(mockListener())),
    environment: {
      VIJSON_USERNAME: principals.limited.userName,
      VIJSON_PASSWORD: principals.limited.password,
    },
  }),
  'a session that has ended': async () => ({
    ...at(await serve(mockListener())),
    environment: { VIJSON_SESSION: '0123456789abcdef' },
  }),
}

/** What doctor finds wrong, as it prints it. */
const wrongIn = (stdout: string) => /^not ok .*(\n {24}.*)*/m.exec(stdout)?.[0] ?? ''

describe('what keeps a run from judging a target is what vijson test says first, in the words of vijson doctor', () => {
  test.each(Object.keys(states))('%s', async (name) => {
    const { args, environment = accounts } = (await states[name]?.()) ?? { args: [] }
    const given = [...args, '--timeout', '2000']
    const doctor = await vijson(['doctor', ...given], environment)
    const said = wrongIn(doctor.stdout)
    expect([doctor.code, said]).toEqual([3, expect.stringMatching(/^not ok {2}[\s\S]*\n {24}→ \w/)])
    const run = await vijson(['test', ...given], environment)
    expect([run.code, run.stderr.startsWith(`${said}\n`)]).toEqual([3, true])
    // Each thing once.
    expect(run.stderr.split(said).length).toBe(2)
    expect(`${doctor.stdout}${run.stderr}`).not.toMatch(/\n\s+at |Hunter2/)
  })
})

test('one account in two spellings: both say so, and the run goes on without the second', async () => {
  const plain = createVCenter({
    principals: [principals.controller, second].map((one) => ({
      ...one,
      privileges: ['System.View', 'Sessions.TerminateSession', 'Sessions.ValidateSession'],
    })),
  })
  const { userName, password } = principals.controller
  const vcenter: VCenter = {
    ...plain,
    login: (name, ...rest) => plain.login(name === 'VSPHERE\\administrator' ? userName : name, ...rest),
  }
  const url = await serve(getRequestListener(createApp(vcenter).fetch))
  const environment = {
    ...accounts,
    VIJSON_LIMITED_USERNAME: 'VSPHERE\\administrator',
    VIJSON_LIMITED_PASSWORD: password,
  }
  const sentence = 'both names are of one account, so the run has no second account'
  const doctor = await vijson(['doctor', '--target', url], environment)
  expect([doctor.code, doctor.stdout]).toEqual([3, expect.stringContaining(`not ok  second account  ${sentence}\n`)])
  const run = await vijson(['test', '--target', url, '--only', 'terminate.privilege.fault', '--idle', '0'], environment)
  expect([run.code, run.stdout]).toEqual([3, expect.stringContaining(sentence)])
})

test('a sound target is asked nothing more', async () => {
  const asked: string[] = []
  const listener = mockListener()
  const url = await serve((request, response) => {
    asked.push(request.url ?? '')
    listener(request, response)
  })
  const ended = await vijson(
    ['test', '--target', url, '--only', 'terminate.success.no-content', '--idle', '0'],
    accounts,
  )
  expect([ended.code, ended.stderr]).toEqual([0, ''])
  expect(asked.slice(0, 3)).toEqual([
    expect.stringContaining('action=hello'),
    expect.stringMatching(/\/ServiceInstance\/content$/),
    expect.stringMatching(/\/Login$/),
  ])
  expect(asked.some((path) => path.endsWith('/sdk'))).toBe(false)
})

const secret = 'Hunter2-correct-horse'

test.each<[string, RequestListener]>([
  [
    'in a fault',
    (_, response) =>
      void response
        .writeHead(500, { 'content-type': 'application/json' })
        .end(JSON.stringify({ _typeName: 'InvalidLogin', faultstring: `no such password: ${secret}` })),
  ],
  ['in the name of a fault', (_, response) => void response.writeHead(500).end(JSON.stringify({ _typeName: secret }))],
  ['on a page', page(403, `<html>blocked: {"password":"${secret}"}`)],
  ['percent-encoded', page(400, encodeURIComponent(secret))],
])('a password that a server repeats %s is printed by neither', async (_, answer) => {
  const { args } = await answeringLogin(answer)
  const environment = { ...accounts, VIJSON_PASSWORD: secret }
  for (const command of [['doctor'], ['doctor', '--json'], ['test']]) {
    const { code, stdout, stderr } = await vijson([...command, ...args], environment)
    expect(code).toBe(3)
    expect(`${stdout}${stderr}`).not.toMatch(/Hunter2/i)
  }
})
