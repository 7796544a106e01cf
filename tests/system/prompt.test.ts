import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import { describe, expect, test } from 'vitest'
import { createApp, createVCenter } from '../../src/mock/index.ts'
import { principals } from '../support/principals.ts'
import { serve } from '../support/tls-server.ts'
import { cleanEnvironment } from '../support/vijson.ts'

const main = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url))
const { userName, password } = principals.controller

/** Runs a command in a terminal. Only that of util-linux gives the command's exit code. */
const inTerminal = 'script'
const hasScript = /util-linux/.test(String(spawnSync(inTerminal, ['--version']).stdout))

/** Runs `vijson` in a terminal, and types keys once it asks. */
async function typed(args: string[], keys: string): Promise<{ code: number | null; shown: string }> {
  const command = [process.execPath, main, ...args].map((one) => `'${one}'`).join(' ')
  const child = spawn(inTerminal, ['-qefc', command, '/dev/null'], { env: cleanEnvironment })
  let shown = ''
  let isAsked = false
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text
    if (isAsked || !shown.includes('password of')) return
    isAsked = true
    // Once the prompt reads, too.
    setTimeout(() => child.stdin.write(keys), 200)
  })
  const [code] = await once(child, 'close')
  return { code, shown }
}

const serveMock = async () => {
  const vcenter = createVCenter()
  return serve(getRequestListener(createApp(vcenter).fetch))
}

describe.skipIf(!hasScript)('at the prompt for a password (needs script of util-linux)', () => {
  const commands = [['test'], ['doctor'], ['cleanup']]

  test.each(commands)('%s: the end of the input is a sentence and exit 2', async (command) => {
    const { code, shown } = await typed([command, '--target', await serveMock(), '-u', userName], '\u0004')
    expect([code, shown]).toEqual([
      2,
      expect.stringMatching(/password of .*\r\nerror: no password was given at the prompt; nothing was sent\r\n$/s),
    ])
  })

  test.each(commands)('%s: an interruption is exit 130', async (command) => {
    const { code, shown } = await typed([command, '--target', await serveMock(), '-u', userName], '\u0003')
    expect([code, shown]).toEqual([130, expect.not.stringContaining('error')])
  })

  test.each(commands)('%s: an empty line is a sentence and exit 2', async (command) => {
    const { code, shown } = await typed([command, '--target', await serveMock(), '-u', userName], '\r')
    expect([code, shown]).toEqual([2, expect.stringContaining('error: the prompt gives an empty password\r\n')])
  })

  test.each(commands)('%s: the password is taken, and not shown', async (command) => {
    const { code, shown } = await typed([command, '--target', await serveMock(), '-u', userName], `${password}\r`)
    expect([code, shown]).toEqual([0, expect.not.stringContaining(password)])
  })
})
