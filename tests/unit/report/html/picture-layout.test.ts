import { describe, expect, test } from 'vitest'
import type { CaseTrace, TraceEvent } from '../../../../src/conformance/index.ts'
import {
  columnsOf,
  drawnOf,
  isWrong,
  isWrongCase,
  lanesOf,
  type PictureColumn,
} from '../../../../src/report/html/picture-layout.ts'

const traceOf = (...events: TraceEvent[]): CaseTrace => ({
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

const readings = (
  session: string,
  state: 'alive' | 'dead',
  wanted: [string, 'alive' | 'dead'][],
  later = false,
): PictureColumn => ({
  kind: 'readings',
  later,
  readings: new Map([[session, { list: state, self: state }]]),
  wanted: new Map(wanted),
})

describe('columnsOf', () => {
  test('makes no column for a login', () => {
    expect(columnsOf(traceOf({ kind: 'opened', session: 's1' }))).toEqual([])
  })

  test('makes a column for the beginning of a step', () => {
    expect(columnsOf(traceOf({ kind: 'step', name: 'a step' }))).toEqual([{ kind: 'step', name: 'a step' }])
  })

  test('makes a column for a logout', () => {
    expect(columnsOf(traceOf({ kind: 'logged-out', session: 's1' }))).toEqual([{ kind: 'logout', session: 's1' }])
  })

  test.each<
    [
      string,
      Omit<Extract<TraceEvent, { kind: 'called' }>, 'kind'>,
      Omit<Extract<PictureColumn, { kind: 'call' }>, 'kind'>,
    ]
  >([
    [
      'makes a column for a call, with places in the list and the number of invented ids',
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
      'shows the status where the answer is not a fault',
      { by: 'controller', ids: [], answer: { status: 204 } },
      { by: 'controller', places: new Map(), invented: 0, answer: '204' },
    ],
    [
      'makes a column for a call without list, caller and answer',
      {},
      { by: undefined, places: new Map(), invented: 0, answer: 'no answer' },
    ],
  ])('%s', (_, call, column) => {
    expect(columnsOf(traceOf({ kind: 'called', ...call }))).toEqual([{ kind: 'call', ...column }])
  })

  test('makes a column for readings without an expected state', () => {
    expect(columnsOf(traceOf(seen('s1', 'alive')))).toEqual([readings('s1', 'alive', [])])
  })
})

describe('an expected state', () => {
  test('stands with the readings that follow', () => {
    expect(columnsOf(traceOf(claimed('dead', 's1', 's2'), claimed('alive', 'controller'), seen('s1', 'dead')))).toEqual(
      [
        readings('s1', 'dead', [
          ['s1', 'dead'],
          ['s2', 'dead'],
          ['controller', 'alive'],
        ]),
      ],
    )
  })

  test('stands with the readings that follow, although there are earlier ones', () => {
    expect(
      columnsOf(traceOf(seen('s1', 'alive'), claimed('dead', 's1'), claimed('alive', 's2'), seen('s1', 'dead'))),
    ).toEqual([
      readings('s1', 'alive', []),
      readings('s1', 'dead', [
        ['s1', 'dead'],
        ['s2', 'alive'],
      ]),
    ])
  })

  test('stands with the last readings where none follow', () => {
    expect(columnsOf(traceOf(seen('s1', 'alive'), claimed('alive', 's1')))).toEqual([
      readings('s1', 'alive', [['s1', 'alive']]),
    ])
  })

  test('stands with the last readings where another event comes first', () => {
    expect(
      columnsOf(
        traceOf(
          seen('s1', 'alive'),
          claimed('alive', 's1'),
          { kind: 'logged-out', session: 's2' },
          claimed('dead', 's1'),
          seen('s1', 'dead'),
        ),
      ),
    ).toEqual([
      readings('s1', 'alive', [['s1', 'alive']]),
      { kind: 'logout', session: 's2' },
      readings('s1', 'dead', [['s1', 'dead']]),
    ])
  })

  test('stands with the first readings where there are no earlier ones', () => {
    expect(
      columnsOf(traceOf(claimed('dead', 's1'), { kind: 'logged-out', session: 's2' }, seen('s1', 'dead'))),
    ).toEqual([{ kind: 'logout', session: 's2' }, readings('s1', 'dead', [['s1', 'dead']])])
  })

  test('stands with the last readings where only the recheck follows', () => {
    expect(columnsOf(traceOf(seen('s1', 'dead'), claimed('dead', 's1'), seen('s1', 'dead', true)))).toEqual([
      readings('s1', 'dead', [['s1', 'dead']]),
      readings('s1', 'dead', [['s1', 'dead']], true),
    ])
  })

  test('stands with its own readings alone', () => {
    expect(
      columnsOf(traceOf(claimed('alive', 's1'), seen('s1', 'alive'), claimed('dead', 's1'), seen('s1', 'dead'))),
    ).toEqual([readings('s1', 'alive', [['s1', 'alive']]), readings('s1', 'dead', [['s1', 'dead']])])
  })
})

describe('the recheck', () => {
  test('shows the last expected state of a session', () => {
    expect(
      columnsOf(
        traceOf(
          claimed('alive', 's1', 's2'),
          seen('s1', 'alive'),
          claimed('dead', 's1'),
          seen('s1', 'dead'),
          seen('s2', 'alive'),
          { kind: 'logged-out', session: 's2' },
          seen('s1', 'alive', true),
        ),
      ).at(-1),
    ).toEqual(readings('s1', 'alive', [['s1', 'dead']], true))
  })

  test('shows no expected state where the session has none', () => {
    expect(columnsOf(traceOf(claimed('alive', 's1'), seen('s1', 'alive'), seen('s2', 'dead', true))).at(-1)).toEqual(
      readings('s2', 'dead', [], true),
    )
  })
})

describe('isWrong', () => {
  const column = (list: 'alive' | 'dead', self: 'alive' | 'dead', wanted?: 'alive' | 'dead'): PictureColumn => ({
    kind: 'readings',
    later: false,
    readings: new Map([['s1', { list, self }]]),
    wanted: new Map(wanted === undefined ? [] : [['s1', wanted]]),
  })
  test.each<[string, PictureColumn, string, boolean]>([
    ['is true where both oracles differ from the expected state', column('alive', 'alive', 'dead'), 's1', true],
    ['is true where only the list differs', column('alive', 'dead', 'dead'), 's1', true],
    ['is true where only the own token differs', column('dead', 'alive', 'dead'), 's1', true],
    ['is false where neither differs', column('dead', 'dead', 'dead'), 's1', false],
    ['is false where no state is expected', column('dead', 'alive'), 's1', false],
    [
      'is false where the session was not read',
      { kind: 'readings', later: false, readings: new Map(), wanted: new Map([['s1', 'dead']]) },
      's1',
      false,
    ],
    ['is false in the column of a logout', { kind: 'logout', session: 's1' }, 's1', false],
    ['is false in the column of a step', { kind: 'step', name: 'a step' }, 's1', false],
  ])('%s', (_, of, session, is) => {
    expect(isWrong(of, session)).toBe(is)
  })
})

describe('isWrongCase', () => {
  test('is true where any readings of the case are wrong', () => {
    expect(isWrongCase(traceOf(claimed('dead', 's1'), seen('s1', 'alive')))).toBe(true)
    expect(
      isWrongCase(traceOf(claimed('dead', 's1'), seen('s1', 'dead'), claimed('dead', 's2'), seen('s2', 'alive'))),
    ).toBe(true)
  })

  test('is false where all readings are as expected', () => {
    expect(isWrongCase(traceOf(claimed('dead', 's1'), seen('s1', 'dead')))).toBe(false)
  })
})

describe('drawnOf', () => {
  const step = (name: string): PictureColumn => ({ kind: 'step', name })
  const call: PictureColumn = { kind: 'call', by: 'c', places: new Map(), invented: 0, answer: '204' }
  const read = (list: 'alive' | 'dead'): PictureColumn => ({
    kind: 'readings',
    later: false,
    readings: new Map([['s1', { list, self: list }]]),
    wanted: new Map([['s1', 'alive']]),
  })
  const many = (end: PictureColumn[]) => [step('a'), ...Array.from({ length: 8 }, () => call), step('b'), ...end]

  test('draws every column where there are few', () => {
    const columns = [step('a'), call, step('b'), call, read('dead')]
    expect(drawnOf(columns)).toEqual({ columns, earlier: 0 })
  })

  test('draws of many those from the last step with something wrong to that place', () => {
    const last = [call, read('dead'), read('alive')]
    expect(drawnOf(many(last))).toEqual({ columns: [step('b'), call, read('dead')], earlier: 8 })
  })

  test('takes a wrong answer for something wrong', () => {
    const wrong: PictureColumn = { ...call, wanted: 'NotFound' }
    expect(drawnOf(many([wrong]))).toEqual({ columns: [step('b'), wrong], earlier: 8 })
  })

  test('draws every column where nothing is wrong', () => {
    const columns = many([call, read('alive')])
    expect(drawnOf(columns)).toEqual({ columns, earlier: 0 })
  })
})

describe('lanesOf', () => {
  const labels = (count: number) => Array.from({ length: count }, (_, index) => `s${index}`)
  const caseOf = (count: number): CaseTrace => ({
    name: '',
    sessions: labels(count).map((label) => ({ label, userName: 'me' })),
    events: [],
  })
  const wrong = (...sessions: string[]): PictureColumn => ({
    kind: 'readings',
    later: false,
    readings: new Map(sessions.map((session) => [session, { list: 'alive', self: 'alive' }])),
    wanted: new Map(sessions.map((session) => [session, 'dead'])),
  })

  test('gives a lane to all of twelve sessions', () => {
    expect(lanesOf(caseOf(12), [wrong('s6')])).toEqual({ lanes: labels(12), leftOut: 0 })
  })

  test('gives a lane to the first five and the last two of more sessions', () => {
    expect(lanesOf(caseOf(13), [])).toEqual({ lanes: ['s0', 's1', 's2', 's3', 's4', 's11', 's12'], leftOut: 6 })
  })

  test('gives a lane to a session that calls', () => {
    const calling: PictureColumn = { kind: 'call', by: 's8', places: new Map(), invented: 0, answer: '204' }
    expect(lanesOf(caseOf(13), [calling])).toEqual({
      lanes: ['s0', 's1', 's2', 's3', 's4', 's8', 's11', 's12'],
      leftOut: 5,
    })
  })

  test('gives no lane to a session that no drawn column shows, where columns are left out', () => {
    expect(lanesOf(caseOf(4), [wrong('s2')], true)).toEqual({ lanes: ['s2'], leftOut: 0 })
  })

  test('gives a lane to the first four wrong sessions as well, in the order of the case', () => {
    const columns = [wrong('s10'), wrong('s9', 's8', 's7', 's6')]
    expect(lanesOf(caseOf(13), columns)).toEqual({
      lanes: ['s0', 's1', 's2', 's3', 's4', 's6', 's7', 's8', 's9', 's11', 's12'],
      leftOut: 2,
    })
  })
})
