import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Exchange } from '../../../../src/conformance/index.ts'
import { curlOf } from '../../../../src/report/exchange/curl.ts'
import { sampleExchange } from '../../../support/sample-exchange.ts'

const url = 'https://vcenter.example'
const sessions = ['key-00001', 'key-00002', 'redacted-0000000000000001']
const commandOf = (given: Partial<Exchange>) => curlOf(sampleExchange(given), url, (text) => sessions.includes(text))

const folder = mkdtempSync(join(tmpdir(), 'vijson-curl-'))
afterAll(() => rmSync(folder, { recursive: true }))
// Stands in for curl, and prints its arguments.
writeFileSync(join(folder, 'curl'), '#!/bin/sh\nfor given in "$@"; do printf "%s\\0" "$given"; done\n', { mode: 0o755 })

/** The arguments that a shell gives to curl, with the variables set. */
function argumentsOf(command: string): string[] {
  const environment = {
    ...process.env,
    PATH: `${folder}:${process.env.PATH}`,
    TOKEN: 'own token',
    PASSWORD: 'the password',
    VICTIM: 'one',
    VICTIM2: 'two',
  }
  return execFileSync('/bin/sh', ['-c', command], { env: environment, encoding: 'utf8' }).split('\0').slice(0, -1)
}

const token = ['vmware-api-session-id', 'redacted-0000000000000001'] as const
const base = ['--include', '--request', 'POST']
const address = `${url}/sdk/vim25/8.0.3.0/SessionManager/SessionManager/TerminateSession`

test('a call is sent again with variables in place of the token and the keys', () => {
  const headers = [['content-type', 'application/json'], token] as const
  const command = commandOf({ headers, body: '{"sessionId":["key-00001","key-00002","key-00001"]}' })
  expect(command).toContain('"vmware-api-session-id: $TOKEN"')
  expect(argumentsOf(command)).toEqual([
    ...base,
    '--header',
    'content-type: application/json',
    '--header',
    'vmware-api-session-id: own token',
    '--data-raw',
    '{"sessionId":["one","two","one"]}',
    address,
  ])
})

test.each([`it's {"a":"$HOME \`date\`"}`, "''", "'; touch never; '", 'x\ny', '\\', '!!', '"'])(
  'the body %j arrives as it is',
  (body) => {
    expect(argumentsOf(commandOf({ headers: [], body }))).toEqual([...base, '--data-raw', body, address])
  },
)

test('a login is sent again with a variable in place of the password: what is masked would be a failed login', () => {
  const body = '{"userName":"me@vsphere.local","password":"redacted-6e5c233fa42997e2"}'
  const command = commandOf({ headers: [], body })
  expect(command).not.toContain('redacted-')
  expect(argumentsOf(command)).toEqual([
    ...base,
    '--data-raw',
    '{"userName":"me@vsphere.local","password":"the password"}',
    address,
  ])
})

test('a token of nobody, and one that is cut, are sent as they are', () => {
  const headers = [['vmware-api-session-id', 'redacted-000000000000000']] as const
  expect(argumentsOf(commandOf({ headers, body: undefined }))).toEqual([
    ...base,
    '--header',
    'vmware-api-session-id: redacted-000000000000000',
    address,
  ])
})

test('a read needs no method, and what curl sends itself is left out', () => {
  const headers = [
    ['user-agent', 'a'],
    ['host', 'b'],
    ['content-length', '1'],
  ] as const
  expect(argumentsOf(commandOf({ method: 'GET', path: '/a', query: "?b='c", headers, body: undefined }))).toEqual([
    '--include',
    `${url}/a?b='c`,
  ])
})
