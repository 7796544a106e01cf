import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp, createVCenter } from '../../src/mock/index.ts'
import { vijson } from '../support/vijson.ts'

// Secrets are planted where a run meets them; then everything that the run has written is searched for them.

const password = 'Pl4nted+password/"1"'
const users = { controller: 'planted-administrator@vsphere.local', limited: 'planted-readonly@vsphere.local' }
const anotherUser = {
  userName: 'PLANTED-DOMAIN\\another.user',
  password: 'never used',
  privileges: ['System.View'] as const,
}

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vijson-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** The ways in which a secret might be written: as it is, in JSON, in a URL, in base64 at any place of a longer text. */
function encodingsOf(secret: string): string[] {
  const base64 = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]).toString('base64')
    return text.slice(before + 1, -4)
  })
  return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), ...base64].map((text) =>
    text.toLowerCase(),
  )
}

/** A mock with a session of another user, and with secrets in its faults and cookies. */
async function plantedServer() {
  const principals = [
    {
      userName: users.controller,
      password,
      privileges: ['System.View', 'Sessions.TerminateSession', 'Sessions.ValidateSession'] as const,
    },
    { userName: users.limited, password, privileges: ['System.View'] as const },
    anotherUser,
  ]
  const vcenter = createVCenter({ principals })
  const other = vcenter.login(anotherUser.userName, anotherUser.password, {
    ipAddress: '203.0.113.77',
    userAgent: 'Planted agent/9',
  })
  const tokens = new Set<string>()
  const app = createApp(vcenter)
  const fetch = async (request: Request) => {
    const response = await app.fetch(request)
    const token = response.headers.get('vmware-api-session-id')
    if (token !== null) tokens.add(token)
    const sentToken = request.headers.get('vmware-api-session-id')
    const headers = new Headers(response.headers)
    headers.set('set-cookie', `planted="cookie-of-the-target-${tokens.size}"; Path=/`)
    if (response.status !== 500)
      return new Response(response.status === 204 ? null : await response.text(), { status: response.status, headers })
    headers.set('x-planted', `${other.key} ${encodeURIComponent(password)}`)
    headers.delete('content-length')
    const fault = (await response.json()) as object
    const faultstring = `${sentToken} ${Buffer.from(`user:${password}`).toString('base64')} ${anotherUser.userName} ${other.ipAddress}`
    return Response.json({ ...fault, faultstring }, { status: 500, headers })
  }
  const server = createAdaptorServer({ fetch })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    secrets: () => [
      password,
      ...tokens,
      other.key,
      other.token,
      anotherUser.userName,
      other.ipAddress,
      'Planted agent/9',
      'cookie-of-the-target-1',
    ],
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

describe('the output of a run', () => {
  const files = ['json', 'junit', 'html', 'har', 'markdown']
  let written: Record<string, string>
  let secrets: string[]

  beforeAll(async () => {
    const server = await plantedServer()
    const ended = await vijson(
      [
        'test',
        '--target',
        server.url,
        '--exclusive',
        '--username',
        users.controller,
        ...files.flatMap((format) => ['--report', `${format}=${join(folder, format)}`]),
        '--write-deviations',
        join(folder, 'proposed'),
      ],
      {
        VIJSON_PASSWORD: password,
        VIJSON_LIMITED_USERNAME: users.limited,
        VIJSON_LIMITED_PASSWORD: password,
        GITHUB_ACTIONS: 'true',
      },
    )
    secrets = server.secrets()
    await server.close()
    writeFileSync(join(folder, 'stdout'), ended.stdout)
    writeFileSync(join(folder, 'stderr'), ended.stderr)
    written = Object.fromEntries(
      readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8').toLowerCase()]),
    )
  }, 60_000)

  test('every report is written, and there are secrets to mask', () => {
    expect(Object.keys(written).sort()).toEqual([...files, 'proposed', 'stderr', 'stdout'].sort())
    expect(secrets.length).toBeGreaterThan(100)
    expect(written.har).toContain('redacted-')
    expect(written.stdout).toContain('an answer contains the')
  })

  test.each([...files, 'proposed', 'stdout', 'stderr'])('%s holds no secret in any encoding', (name) => {
    const found = secrets.filter((secret) => encodingsOf(secret).some((encoding) => written[name]?.includes(encoding)))
    expect(found).toEqual([])
  })

  test('the HAR file can be judged again, with the same verdicts', async () => {
    const file = join(folder, 'har')
    writeFileSync(`${file}.har`, readFileSync(file))
    const again = join(folder, 'again.json')
    const ended = await vijson(['test', '--target', `${file}.har`, '--report', `json=${again}`])
    expect(ended.code).toBe(0)
    const verdicts = (text: string) =>
      JSON.parse(text).requirements.map(({ id, verdict, finding }: Record<string, { code?: string }>) => [
        id,
        verdict,
        finding?.code,
      ])
    expect(verdicts(readFileSync(again, 'utf8'))).toEqual(verdicts(readFileSync(join(folder, 'json'), 'utf8')))
  })
})

describe('an error before a run', () => {
  test('the message of an invalid URL holds no secret', async () => {
    const ended = await vijson(['test', '--target', `https://user:${encodeURIComponent(password)}@[bad`], {
      VIJSON_PASSWORD: password,
    })
    const text = (ended.stdout + ended.stderr).toLowerCase()
    expect(ended.code).toBe(2)
    expect(encodingsOf(password).filter((encoding) => text.includes(encoding))).toEqual([])
  })
})

test('a dry run tells no password', async () => {
  const ended = await vijson(
    ['test', '--target', 'https://vcenter.invalid', '--username', users.controller, '--dry-run'],
    {
      VIJSON_PASSWORD: password,
      VIJSON_LIMITED_USERNAME: users.limited,
      VIJSON_LIMITED_PASSWORD: password,
    },
  )
  const text = (ended.stdout + ended.stderr).toLowerCase()
  expect([ended.code, text.includes('would send these requests')]).toEqual([0, true])
  expect(encodingsOf(password).filter((encoding) => text.includes(encoding))).toEqual([])
})
