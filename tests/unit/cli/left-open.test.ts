import { describe, expect, test } from 'vitest'
import { leftOpen } from '../../../src/cli/left-open.ts'

const login = (number: number, key?: string) => ({
  tag: `(run 0123456789ab; login ${number} of x)`,
  userName: 'user',
  ...(key === undefined ? {} : { key }),
})

describe('leftOpen', () => {
  test('where nothing is left, nothing is said', () => {
    expect(leftOpen([], 'https://vcenter.example')).toEqual([])
  })

  test('each session is named by its key or its User-Agent, with the commands that end it', () => {
    expect(leftOpen([login(1, '52-one'), login(2, '52-two'), login(3)], 'https://vcenter.example')).toEqual([
      '3 sessions may still be open on https://vcenter.example:',
      '  52-one  (user)',
      '  52-two  (user)',
      '  key unknown, User-Agent with "(run 0123456789ab; login 3 of x)"  (user)',
      'end them with: vijson cleanup --target https://vcenter.example',
      'or with govc:  govc session.rm 52-one 52-two',
    ])
  })

  test('of many sessions with unknown keys, five are named', () => {
    const lines = leftOpen(
      [1, 2, 3, 4, 5, 6, 7].map((number) => login(number)),
      'https://vcenter.example',
    )
    expect(lines.filter((line) => line.startsWith('  key unknown'))).toHaveLength(5)
    expect(lines).toContain('  and 2 more with unknown keys')
    expect(lines.join()).not.toContain('govc')
  })

  test.each(['$(reboot)', '-all', 'a b', "'", '\u001b[2J'])('the key "%s" is part of no command', (key) => {
    const lines = leftOpen([login(1, key)], 'https://vcenter.example')
    expect(lines.join()).not.toContain('govc')
    expect(lines.join()).not.toContain('\u001b')
  })
})
