import { describe, expect, test } from 'vitest'
import { requirements } from '../../../../generated/requirements.ts'
import { select } from '../../../../src/conformance/engine/selection.ts'
import { isLoopback, originOf } from '../../../../src/conformance/transport/origin.ts'

const idsOf = (selection: Parameters<typeof select>[0]) => select(selection).map(({ id }) => id)
const ofLevel = (...levels: string[]) => requirements.filter(({ level }) => levels.includes(level)).map(({ id }) => id)

describe('a selection', () => {
  test('is all there are, where nothing is said', () => {
    expect(idsOf({})).toEqual(requirements.map(({ id }) => id))
    expect(idsOf({ only: [] })).toEqual(requirements.map(({ id }) => id))
  })

  test('goes down to a level', () => {
    expect(idsOf({ level: 'must' })).toEqual(ofLevel('must'))
    expect(idsOf({ level: 'should' })).toEqual(ofLevel('must', 'should'))
    expect(idsOf({ level: 'observed' })).toEqual(ofLevel('must', 'should', 'observed'))
  })

  test('keeps the order of the ledger, and has each with its check', () => {
    const only = ['terminate.sequence.list-order', 'terminate.success.no-content']
    const selected = select({ only })
    expect(selected.map(({ id }) => id)).toEqual([...only].reverse())
    for (const { id, check } of selected) expect(check.id).toBe(id)
  })

  test('that names what the ledger has not is refused', () => {
    expect(() => idsOf({ only: ['terminate.success.no-content', 'terminate.nothing'] })).toThrow(
      'there is no requirement terminate.nothing; `vijson list` shows those there are',
    )
  })

  test('that leaves nothing is refused', () => {
    expect(() => idsOf({ only: ['terminate.path.unknown-moid'], level: 'must' })).toThrow(
      'none of the requirements named is of level must or above',
    )
  })
})

describe('a target', () => {
  test.each([
    ['http://localhost:1', true],
    ['http://127.0.0.1', true],
    ['http://127.8.9.10', true],
    ['http://[::1]:80', true],
    ['http://mock.invalid', false],
    ['http://localhost.example', false],
    ['http://127.0.0.1.example', false],
    ['http://x127.0.0.1.example', false],
  ])('%s is on this machine: %s', (url, answer) => {
    expect(isLoopback(new URL(url))).toBe(answer)
  })

  const target = (url: string) => ({ url, controller: { userName: '', password: '' } })

  test('carries passwords to another machine by https only, unless it is meant', () => {
    expect(originOf(target('https://a.example/ui'), false)).toBe('https://a.example')
    expect(originOf(target('http://127.0.0.1:8/ui'), false)).toBe('http://127.0.0.1:8')
    expect(originOf(target('http://a.example'), true)).toBe('http://a.example')
    expect(() => originOf(target('http://user:pw@a.example'), false)).toThrow(
      'http://a.example would carry passwords and tokens unencrypted; use https, or --allow-plaintext if that is meant',
    )
  })
})
