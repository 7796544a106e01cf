import { describe, expect, test } from 'vitest'
import type { CaseTrace, TraceEvent } from '../../../../src/conformance/index.ts'
import { type Column, columnsOf, isWrong, isWrongCase, lanesOf } from '../../../../src/report/html/picture-layout.ts'

const stageOf = (...events: TraceEvent[]): CaseTrace => ({
  name: '',
  sessions: ['controller', 's1', 's2'].map((label) => ({ label, userName: 'me' })),
  events,
})
const seen = (session: string, state: 'alive' | 'dead', later = false): TraceEvent => ({
  kind: 'seen',
  later,
  readings: [{ session, list: state, self: state }],
})
const claimed = (wanted: 'alive' | 'dead', ...sessions: string[]): TraceEvent => ({ kind: 'claimed', wanted, sessions })

const look = (
  session: string,
  state: 'alive' | 'dead',
  wanted: [string, 'alive' | 'dead'][],
  later = false,
): Column => ({
  kind: 'look',
  later,
  readings: new Map([[session, { list: state, self: state }]]),
  wanted: new Map(wanted),
})

describe('a column is made', () => {
  test('of nothing that was opened', () => {
    expect(columnsOf(stageOf({ kind: 'opened', session: 's1' }))).toEqual([])
  })

  test('of a logout', () => {
    expect(columnsOf(stageOf({ kind: 'logged-out', session: 's1' }))).toEqual([{ kind: 'logout', session: 's1' }])
  })

  test.each<
    [string, Omit<Extract<TraceEvent, { kind: 'called' }>, 'kind'>, Omit<Extract<Column, { kind: 'call' }>, 'kind'>]
  >([
    [
      'with the places in its list, and how many ids are of nobody',
      { by: 'controller', ids: ['s1', null, 's2', 's1', null], answer: { status: 500, fault: 'NotFound' } },
      {
        by: 'controller',
        places: new Map([
          ['s1', [1, 4]],
          ['s2', [3]],
        ]),
        invented: 2,
        answer: 'NotFound',
      },
    ],
    [
      'with the status where the answer is no fault',
      { by: 'controller', ids: [], answer: { status: 204 } },
      { by: 'controller', places: new Map(), invented: 0, answer: '204' },
    ],
    [
      'without a list, a caller and an answer',
      {},
      { by: undefined, places: new Map(), invented: 0, answer: 'no answer' },
    ],
  ])('of a call, %s', (_, step, column) => {
    expect(columnsOf(stageOf({ kind: 'called', ...step }))).toEqual([{ kind: 'call', ...column }])
  })

  test('of what was seen, where nothing is claimed', () => {
    expect(columnsOf(stageOf(seen('s1', 'alive')))).toEqual([look('s1', 'alive', [])])
  })
})

describe('what is claimed of sessions stands', () => {
  test('with the look that is to come', () => {
    expect(columnsOf(stageOf(claimed('dead', 's1', 's2'), claimed('alive', 'controller'), seen('s1', 'dead')))).toEqual(
      [
        look('s1', 'dead', [
          ['s1', 'dead'],
          ['s2', 'dead'],
          ['controller', 'alive'],
        ]),
      ],
    )
  })

  test('with the look that is to come, whatever was seen before', () => {
    expect(
      columnsOf(stageOf(seen('s1', 'alive'), claimed('dead', 's1'), claimed('alive', 's2'), seen('s1', 'dead'))),
    ).toEqual([
      look('s1', 'alive', []),
      look('s1', 'dead', [
        ['s1', 'dead'],
        ['s2', 'alive'],
      ]),
    ])
  })

  test('with the look before where there is no other', () => {
    expect(columnsOf(stageOf(seen('s1', 'alive'), claimed('alive', 's1')))).toEqual([
      look('s1', 'alive', [['s1', 'alive']]),
    ])
  })

  test('with the look before where something else happens first', () => {
    expect(
      columnsOf(
        stageOf(
          seen('s1', 'alive'),
          claimed('alive', 's1'),
          { kind: 'logged-out', session: 's2' },
          claimed('dead', 's1'),
          seen('s1', 'dead'),
        ),
      ),
    ).toEqual([
      look('s1', 'alive', [['s1', 'alive']]),
      { kind: 'logout', session: 's2' },
      look('s1', 'dead', [['s1', 'dead']]),
    ])
  })

  test('with the first look, where it was claimed before, and something else happened first', () => {
    expect(
      columnsOf(stageOf(claimed('dead', 's1'), { kind: 'logged-out', session: 's2' }, seen('s1', 'dead'))),
    ).toEqual([{ kind: 'logout', session: 's2' }, look('s1', 'dead', [['s1', 'dead']])])
  })

  test('with the look before where the next one is the later look', () => {
    expect(columnsOf(stageOf(seen('s1', 'dead'), claimed('dead', 's1'), seen('s1', 'dead', true)))).toEqual([
      look('s1', 'dead', [['s1', 'dead']]),
      look('s1', 'dead', [['s1', 'dead']], true),
    ])
  })

  test('with each look alone', () => {
    expect(
      columnsOf(stageOf(claimed('alive', 's1'), seen('s1', 'alive'), claimed('dead', 's1'), seen('s1', 'dead'))),
    ).toEqual([look('s1', 'alive', [['s1', 'alive']]), look('s1', 'dead', [['s1', 'dead']])])
  })
})

describe('with the later look stands what was claimed', () => {
  test('last of the session', () => {
    expect(
      columnsOf(
        stageOf(
          claimed('alive', 's1', 's2'),
          seen('s1', 'alive'),
          claimed('dead', 's1'),
          seen('s1', 'dead'),
          seen('s2', 'alive'),
          { kind: 'logged-out', session: 's2' },
          seen('s1', 'alive', true),
        ),
      ).at(-1),
    ).toEqual(look('s1', 'alive', [['s1', 'dead']], true))
  })

  test('which may be nothing', () => {
    expect(columnsOf(stageOf(claimed('alive', 's1'), seen('s1', 'alive'), seen('s2', 'dead', true))).at(-1)).toEqual(
      look('s2', 'dead', [], true),
    )
  })
})

describe('a session is wrong', () => {
  const column = (list: 'alive' | 'dead', self: 'alive' | 'dead', wanted?: 'alive' | 'dead'): Column => ({
    kind: 'look',
    later: false,
    readings: new Map([['s1', { list, self }]]),
    wanted: new Map(wanted === undefined ? [] : [['s1', wanted]]),
  })
  test.each<[string, Column, string, boolean]>([
    ['where both oracles say so', column('alive', 'alive', 'dead'), 's1', true],
    ['where the list alone says so', column('alive', 'dead', 'dead'), 's1', true],
    ['where its own token alone says so', column('dead', 'alive', 'dead'), 's1', true],
    ['where neither says so', column('dead', 'dead', 'dead'), 's1', false],
    ['where nothing is claimed', column('dead', 'alive'), 's1', false],
    [
      'where something is claimed, but it was not looked at',
      { kind: 'look', later: false, readings: new Map(), wanted: new Map([['s1', 'dead']]) },
      's1',
      false,
    ],
    ['in a column that is no look', { kind: 'logout', session: 's1' }, 's1', false],
  ])('%s', (_, of, session, is) => {
    expect(isWrong(of, session)).toBe(is)
  })

  test('and so is its stage', () => {
    expect(isWrongCase(stageOf(claimed('dead', 's1'), seen('s1', 'alive')))).toBe(true)
    expect(
      isWrongCase(stageOf(claimed('dead', 's1'), seen('s1', 'dead'), claimed('dead', 's2'), seen('s2', 'alive'))),
    ).toBe(true)
    expect(isWrongCase(stageOf(claimed('dead', 's1'), seen('s1', 'dead')))).toBe(false)
  })
})

describe('a lane is given', () => {
  const labels = (count: number) => Array.from({ length: count }, (_, index) => `s${index}`)
  const stage = (count: number): CaseTrace => ({
    name: '',
    sessions: labels(count).map((label) => ({ label, userName: 'me' })),
    events: [],
  })
  const wrong = (...sessions: string[]): Column => ({
    kind: 'look',
    later: false,
    readings: new Map(sessions.map((session) => [session, { list: 'alive', self: 'alive' }])),
    wanted: new Map(sessions.map((session) => [session, 'dead'])),
  })

  test('to all of twelve sessions', () => {
    expect(lanesOf(stage(12), [wrong('s6')])).toEqual({ lanes: labels(12), leftOut: 0 })
  })

  test('to the first five and the last two of more', () => {
    expect(lanesOf(stage(13), [])).toEqual({ lanes: ['s0', 's1', 's2', 's3', 's4', 's11', 's12'], leftOut: 6 })
  })

  test('to the first four that came out wrong as well, in the order of the stage', () => {
    const columns = [wrong('s10'), wrong('s9', 's8', 's7', 's6')]
    expect(lanesOf(stage(13), columns)).toEqual({
      lanes: ['s0', 's1', 's2', 's3', 's4', 's6', 's7', 's8', 's9', 's11', 's12'],
      leftOut: 2,
    })
  })
})
