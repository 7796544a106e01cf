import type { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { UsageError } from '../../../src/cli/usage.ts'
import { idleProgram } from '../../support/program.ts'

/** Values of which each option takes one. */
const values = [
  '20',
  'name',
  'must',
  '0.5',
  '2h',
  '8.0.3.0',
  'json=out',
  'https://a.example',
  'UPN',
  '0123456789ab',
  'all',
  'terminate.success.no-content',
]

/** Gives an option to a new program so many times. @returns what was thrown, if anything was. */
function giving(name: string, option: string, value: string, times: number): unknown {
  const command = idleProgram().commands.find((one) => one.name() === name)
  try {
    // As commander tells of an option that it has read; its types do not say so.
    for (let time = 0; time < times; time += 1)
      (command as unknown as EventEmitter).emit(`option:${option.slice(2)}`, value)
  } catch (error) {
    return error
  }
  return undefined
}

const withValue = idleProgram().commands.flatMap((command) =>
  command.options
    .filter(({ required, optional, long }) => (required || optional) && long !== '--version')
    .map(({ long }) => ({ command: command.name(), option: long ?? '' })),
)
const repeatable = ['--only', '--report', '--cors']

test('the commands define options with values', () => {
  expect(withValue.length).toBeGreaterThan(40)
})

test.each(withValue)('$command $option is taken once, and twice where it is a list', ({ command, option }) => {
  const value = values.find((one) => giving(command, option, one, 1) === undefined)
  expect([option, value]).toEqual([option, expect.any(String)])
  const twice = giving(command, option, value ?? '', 2)
  if (repeatable.includes(option)) expect(twice).toBeUndefined()
  else
    expect([twice, (twice as Error).message]).toEqual([
      expect.any(UsageError),
      `${option} is given twice; give it once`,
    ])
})
