import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { getRequestListener } from '@hono/node-server'
import { describe, expect, test } from 'vitest'
import { createApp, createVCenter } from '../../src/mock/index.ts'
import { fileWith, serve } from '../support/tls-server.ts'
import { cleanEnvironment, main, vijsonProcess } from '../support/vijson.ts'

/** Runs `vijson` with streams that take nothing. @returns how it ended, and what the other stream has. */
async function runFull(args: string[], full: readonly ('stdout' | 'stderr')[]) {
  const disk = openSync('/dev/full', 'w')
  const at = (name: 'stdout' | 'stderr') => (full.includes(name) ? disk : ('pipe' as const))
  const child = spawn(process.execPath, [main, ...args], {
    env: cleanEnvironment,
    stdio: ['ignore', at('stdout'), at('stderr')],
  })
  const said = Promise.all([child.stdout, child.stderr].map((stream) => (stream === null ? '' : text(stream))))
  const [code] = await once(child, 'close')
  closeSync(disk)
  return { code, said: (await said).join('') }
}

const sentence = (name: string) => `error: the standard ${name} cannot be written (ENOSPC); print to another place\n`
const one = ['--only', 'duplicate-id', '--idle', '0']

describe.skipIf(process.platform !== 'linux')('where the standard output or the standard error is full', () => {
  test.each<[title: string, args: string[], full: ('stdout' | 'stderr')[], code: number, said: string]>([
    ['a run', one, ['stdout'], 5, sentence('output')],
    [
      'a run that says each verdict',
      [...one, '--verbose', '--report', 'json=/dev/null'],
      ['stdout'],
      5,
      sentence('output'),
    ],
    ['a run with a report there', [...one, '--report', 'json=-'], ['stdout'], 5, sentence('output')],
    ['a run with a trace', [...one, '--trace', 'all'], ['stderr'], 5, sentence('error')],
    ['a run with a trace, and nothing that can be read', [...one, '--trace', 'all'], ['stdout', 'stderr'], 5, ''],
  ])('%s goes on, closes its sessions, says so once and ends with 5', async (_, args, full, code, said) => {
    const vcenter = createVCenter()
    const url = await serve(getRequestListener(createApp(vcenter).fetch))
    const ended = await runFull(['test', '--target', url, ...args], full)
    expect(ended.code).toBe(code)
    expect(ended.said.endsWith(said)).toBe(true)
    expect(ended.said.split('cannot be written').length).toBe(said === '' ? 1 : 2)
    expect(ended.said).not.toContain('    at ')
    expect(vcenter.sessions.size).toBe(0)
  })

  test('a report on the standard output stays alone', async () => {
    const ended = await runFull(
      ['test', '--target', 'mock', ...one, '--trace', 'all', '--report', 'json=-'],
      ['stderr'],
    )
    expect(ended.code).toBe(5)
    expect(JSON.parse(ended.said).verdict).toBe('conformant')
  })

  test.each([
    ['list'],
    ['list', '--json'],
    ['explain', 'not-ended'],
    ['diff', 'RESULT', 'RESULT'],
    ['doctor', '--target', 'MOCK'],
  ])('vijson %s says so and ends with 5', async (...args) => {
    const url = await serve(getRequestListener(createApp(createVCenter()).fetch))
    const result = fileWith((await vijsonProcess(['test', '--target', 'mock', ...one, '--report', 'json=-'])).stdout)
    const known = args.map((argument) => argument.replace('RESULT', result).replace('MOCK', url))
    expect(await runFull(known, ['stdout'])).toEqual({ code: 5, said: sentence('output') })
  })

  test('what is worse than that stays: exit 2', async () => {
    expect((await runFull(['test', '--target', 'ftp://x'], ['stderr'])).code).toBe(2)
  })
})
