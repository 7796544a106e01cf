import { describe, expect, test } from 'vitest'
import { inWords } from '../../../../src/report/html/picture-description.ts'
import type { Column } from '../../../../src/report/html/picture-layout.ts'

const call: Extract<Column, { kind: 'call' }> = {
  kind: 'call',
  by: 'the controller',
  places: new Map(),
  invented: 0,
  answer: '204',
}
const look: Extract<Column, { kind: 'look' }> = { kind: 'look', later: false, readings: new Map(), wanted: new Map() }

describe('a picture in words tells', () => {
  test.each<[string, Column[], string]>([
    ['nothing of no column', [], ''],
    [
      'a call with its list',
      [
        {
          ...call,
          places: new Map([
            ['s1', [1, 3]],
            ['s2', [2]],
          ]),
        },
      ],
      'the controller calls with s1 at place 1 and 3, s2 at place 2; the answer is 204.',
    ],
    [
      'a call with ids of nobody',
      [{ ...call, places: new Map([['s1', [1]]]), invented: 2, answer: 'NotFound' }],
      'the controller calls with s1 at place 1, 2 ids of nobody; the answer is NotFound.',
    ],
    [
      'a call with nothing but ids of nobody',
      [{ ...call, invented: 1 }],
      'the controller calls with 1 ids of nobody; the answer is 204.',
    ],
    ['a call without a list', [call], 'the controller calls with no list; the answer is 204.'],
    ['a call of nobody', [{ ...call, by: undefined }], 'Nobody calls with no list; the answer is 204.'],
    ['a logout', [{ kind: 'logout', session: 's1' }], 's1 logs out.'],
    [
      'what should be, and what was seen',
      [
        {
          ...look,
          readings: new Map([
            ['s1', { list: 'dead', self: 'alive' }],
            ['s2', { list: 'alive', self: 'alive' }],
            ['s3', { list: 'dead', self: 'dead' }],
          ]),
          wanted: new Map([
            ['s1', 'dead'],
            ['s2', 'alive'],
          ]),
        },
      ],
      's1 should be dead: sessionList says dead, its own token says alive. s2 should be alive: sessionList says alive, its own token says alive.',
    ],
    [
      'all columns, one after the other',
      [call, { kind: 'logout', session: 's1' }],
      'the controller calls with no list; the answer is 204. s1 logs out.',
    ],
  ])('%s', (_, columns, words) => {
    expect(inWords(columns)).toBe(words)
  })
})
