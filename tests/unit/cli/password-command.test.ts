import { afterEach, expect, test, vi } from 'vitest'
import { commandOutput, type Timers } from '../../../src/cli/password-command.ts'
import { UsageError } from '../../../src/cli/usage.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

/** Timers that fire when the test says so. */
function scriptedTimers() {
  const waiting = new Map<object, { act: () => void; ms: number }>()
  const timers: Timers = {
    setTimeout(act, ms) {
      const timer = setTimeout(() => {}, 0)
      waiting.set(timer, { act, ms })
      return timer
    },
    clearTimeout(timer) {
      waiting.delete(timer)
    },
  }
  const pass = (ms: number) => {
    for (const [timer, one] of [...waiting])
      if (one.ms <= ms) {
        waiting.delete(timer)
        one.act()
      }
  }
  return { timers, pass, waiting }
}

const node = JSON.stringify(process.execPath)

test.each([
  ['the command itself', `${node} -e "setTimeout(() => {}, 3000)"`],
  ['what it starts, which keeps its output open', `${node} -e "setTimeout(() => {}, 3000)" & wait`],
])('a command that hangs is told after 3 seconds, and ended after 60: %s', async (_, command) => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  const { timers, pass, waiting } = scriptedTimers()
  const output = commandOutput(command, '--password-command', timers)
  const ended = expect(output).rejects.toThrow(
    new UsageError('the command of --password-command did not end within 60 seconds; run it by hand'),
  )
  pass(2999)
  expect(said.mock.calls).toEqual([])
  pass(3000)
  expect(said.mock.calls).toEqual([['waiting for the command of --password-command']])
  pass(59_999)
  expect(waiting.size).toBe(1)
  pass(60_000)
  await ended
  expect(waiting.size).toBe(0)
})

test('a command that ends leaves no timer', async () => {
  const { timers, waiting } = scriptedTimers()
  expect(await commandOutput(`${node} -p 1`, 'VIJSON_PASSWORD_COMMAND', timers)).toBe('1\n')
  expect(waiting.size).toBe(0)
})

test.each([
  ['', /is empty; name a command/],
  ['  ', /is empty; name a command/],
  ['secret0 \0', /cannot be run \(ERR_INVALID_ARG_VALUE\)/],
])('the command %j is refused in a sentence', async (command, sentence) => {
  const ended = commandOutput(command, 'VIJSON_PASSWORD_COMMAND')
  await expect(ended).rejects.toThrow(UsageError)
  await expect(ended).rejects.toThrow(sentence)
  await expect(ended).rejects.not.toThrow('secret0')
})
