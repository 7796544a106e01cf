import { describe, expect, test } from 'vitest'
import { leftOpen } from '../../../src/cli/left-open.ts'

const target = 'https://vcenter.example'
const login = (number: number, key?: string) => ({
  tag: `(run 0123456789ab; login ${number} of x)`,
  userName: 'user',
  ...(key === undefined ? {} : { key }),
})
const known = (count: number) => Array.from({ length: count }, (_, index) => login(index, `52-${index}`))
const unknown = (count: number) => Array.from({ length: count }, (_, index) => login(index))
const possible = (count: string) =>
  `${count} on ${target} may have begun a session: no answer says so. Its User-Agent would contain "(run 0123456789ab;"`
const byCleanup = `end them with: vijson cleanup --target ${target}`

describe('leftOpen', () => {
  test.each(['cleanup', 'govc'] as const)('where nothing is left, nothing is said (%s)', (command) => {
    expect(leftOpen([], target, command)).toEqual([])
  })

  test.each<[string, ReturnType<typeof login>[], string[]]>([
    [
      'a session that is known to be open',
      known(1),
      [`1 session is open on ${target}, as far as is known`, '  52-0  (user)', byCleanup],
    ],
    ['a login that may have begun one', unknown(1), [possible('1 login'), byCleanup]],
    [
      'both, apart',
      [...unknown(35), ...known(2)],
      [
        `2 sessions are open on ${target}, as far as is known`,
        '  52-0  (user)',
        '  52-1  (user)',
        possible('35 logins'),
        byCleanup,
      ],
    ],
    [
      'of many sessions, five',
      known(27),
      [
        `27 sessions are open on ${target}, as far as is known`,
        ...[0, 1, 2, 3, 4].map((index) => `  52-${index}  (user)`),
        '  and 22 more',
        byCleanup,
      ],
    ],
  ])('with a record, it names %s, and one command', (_, logins, lines) => {
    expect(leftOpen(logins, target, 'cleanup')).toEqual(lines)
  })

  test('without a record, the command contains every key, each once', () => {
    expect(leftOpen([...known(7), login(8)], target, 'govc')).toEqual([
      `7 sessions are open on ${target}, as far as is known`,
      possible('1 login'),
      'end them with: govc session.rm 52-0 52-1 52-2 52-3 52-4 52-5 52-6',
    ])
  })

  test('the User-Agents of several runs are named', () => {
    const other = { ...login(1), tag: '(run ba9876543210; login 1 of x)' }
    expect(leftOpen([...unknown(2), other], target, 'cleanup')[0]).toMatch(
      /would contain "\(run 0123456789ab;" or "\(run ba9876543210;"$/,
    )
  })

  test.each(['$(reboot)', '-all', 'a b', "'", '\u001b[2J'])('the key "%s" is part of no command', (key) => {
    const lines = leftOpen([login(1, key)], target, 'govc')
    expect(lines).toHaveLength(2)
    expect(lines.join()).not.toContain('session.rm')
    expect(lines.join()).not.toContain('\u001b')
  })
})
