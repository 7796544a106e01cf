import type { RequestListener } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { expect, test } from 'vitest'
import { createApp, createVCenter, type Principal } from '../../src/mock/index.ts'
import { principals } from '../support/principals.ts'
import { serve } from '../support/tls-server.ts'
import { vijson } from '../support/vijson.ts'

const accounts = {
  VIJSON_USERNAME: principals.controller.userName,
  VIJSON_PASSWORD: principals.controller.password,
  VIJSON_LIMITED_USERNAME: principals.limited.userName,
  VIJSON_LIMITED_PASSWORD: principals.limited.password,
}

const fault =
  (name: string): RequestListener =>
  (_, response) => {
    response
      .writeHead(500, { 'content-type': 'application/json' })
      .end(JSON.stringify({ _typeName: name, faultstring: `said ${name}` }))
  }

const answers: Record<string, RequestListener> = {
  NoPermission: fault('NoPermission'),
  NotAuthenticated: fault('NotAuthenticated'),
  SystemError: fault('SystemError'),
  'a page with status 500': (_, response) => {
    response.writeHead(500, { 'content-type': 'text/html' }).end('<html><b>Internal</b> Error</html>')
  },
  nothing: (request) => request.socket.destroy(),
}

/** Runs doctor with both accounts against a mock that answers one request, counted from 0, in another way. */
async function examine(at: number, answer: RequestListener) {
  const vcenter = createVCenter()
  const listener = getRequestListener(createApp(vcenter).fetch)
  const paths: string[] = []
  const url = await serve((request, response) => {
    paths.push(request.url ?? '')
    if (paths.length - 1 === at) answer(request, response)
    else listener(request, response)
  })
  const ended = await vijson(['doctor', '--target', url, '--json', '--timeout', '2000'], accounts)
  return { ...ended, paths, open: [...vcenter.sessions.values()] }
}

/** The requests of a doctor that finds nothing wrong. */
const calls = [
  'ServiceInstance/content',
  'hello',
  'ServiceInstance/content',
  'Login',
  'currentSession',
  'sessionList',
  'SessionIsActive',
  'Login',
  'sessionList',
  'Logout',
  'Logout',
]

/** Where a fault is no reason not to begin: hello is not needed, and these refusals are expected. */
const isHarmless = (at: number, name: string) =>
  at === 1 ? name !== 'nothing' : name === 'NoPermission' && (at === 6 || at === 8)

test('doctor makes these calls, with two accounts', async () => {
  const { code, paths, open } = await examine(-1, () => {})
  expect(code).toBe(0)
  expect(paths.map((path) => calls.find((call) => path.includes(call)))).toEqual(calls)
  expect(open).toEqual([])
})

test.each(calls.flatMap((call, at) => Object.keys(answers).map((name): [string, string, number] => [call, name, at])))(
  'doctor says so where %s is answered with %s (call %i), and loses nothing of what it found',
  async (call, name, at) => {
    const { code, stdout, stderr, open } = await examine(at, answers[name] ?? (() => {}))
    const { ok, lines } = JSON.parse(stdout) as {
      ok: boolean
      lines: { ok: boolean; step: string; text: string; todo?: string }[]
    }
    const wrongs = lines.filter((line) => !line.ok)
    const isFine = isHarmless(at, name)
    expect([code, stderr, ok]).toEqual([isFine ? 0 : 3, '', isFine])
    expect(wrongs.length).toBe(isFine ? 0 : 1)
    for (const { step, todo } of wrongs) {
      expect(step).toBe(at < 3 ? 'api' : at >= 7 && at <= 9 ? 'second account' : 'account')
      expect(todo).toMatch(/\w/)
    }
    // Only the session stays that the server did not close.
    expect(open.length).toBe(call === 'Logout' ? 1 : 0)
    for (const { key } of open)
      expect(wrongs[0]).toMatchObject({ text: expect.stringContaining(key), todo: expect.stringContaining(key) })
  },
)

test('doctor tells an account without System.View, which may not even log off', async () => {
  const powerless: Principal = { userName: 'a@vsphere.local', password: 'secret0', privileges: [] }
  const url = await serve(getRequestListener(createApp(createVCenter({ principals: [powerless] })).fetch))
  const { code, stdout, stderr } = await vijson(['doctor', '--target', url], {
    VIJSON_USERNAME: powerless.userName,
    VIJSON_PASSWORD: powerless.password,
  })
  expect([code, stderr]).toEqual([3, ''])
  expect(stdout).toMatch(/ok {6}account {9}logged on as a@vsphere\.local\n/)
  expect(stdout).toMatch(
    /not ok {2}account {9}Logout was refused \(NoPermission.*\), so the session \S+ may stay open\n +→ give the account a role with System\.View on the vCenter; end the session/,
  )
})
