import { expect, test } from 'vitest'
import { after, type HistoryStep } from '../../../../../src/conformance/checks/linearizable/history.ts'

const alive = new Set(['a', 'b'])

test.each<[string, HistoryStep, string[] | undefined]>([
  ['a session may begin that is not alive', { kind: 'begin', session: 'c' }, ['a', 'b', 'c']],
  ['a session that is alive cannot begin', { kind: 'begin', session: 'a' }, undefined],
  ['a session that is alive may end', { kind: 'end', session: 'a' }, ['b']],
  ['a session that is dead cannot end', { kind: 'end', session: 'c' }, undefined],
  ['a session that is alive may be seen alive', { kind: 'is-alive', session: 'a' }, ['a', 'b']],
  ['a session that is dead cannot be seen alive', { kind: 'is-alive', session: 'c' }, undefined],
  ['a session that is dead may be seen dead', { kind: 'is-dead', session: 'c' }, ['a', 'b']],
  ['a session that is alive cannot be seen dead', { kind: 'is-dead', session: 'a' }, undefined],
  ['a list may show all that are alive', { kind: 'shows', sessions: new Set(['b', 'a']) }, ['a', 'b']],
  ['a list cannot leave out one that is alive', { kind: 'shows', sessions: new Set(['a']) }, undefined],
  ['a list cannot show one that is dead', { kind: 'shows', sessions: new Set(['a', 'b', 'c']) }, undefined],
  ['a list cannot show one in place of another', { kind: 'shows', sessions: new Set(['a', 'c']) }, undefined],
])('%s', (_, step, reached) => {
  expect(after(alive, step)).toEqual(reached && new Set(reached))
  expect(alive).toEqual(new Set(['a', 'b']))
})
