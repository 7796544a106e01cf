import { describe, expect, test } from 'vitest'
import { describePicture } from '../../../../src/report/html/picture-description.ts'
import type { PictureColumn } from '../../../../src/report/html/picture-layout.ts'

const call: Extract<PictureColumn, { kind: 'call' }> = {
  kind: 'call',
  by: 'the controller',
  places: new Map(),
  invented: 0,
  answer: '204',
}
const readings: Extract<PictureColumn, { kind: 'readings' }> = {
  kind: 'readings',
  later: false,
  readings: new Map(),
  wanted: new Map(),
}

describe('describePicture', () => {
  test.each<[string, PictureColumn[], string]>([
    ['returns an empty text where there is no column', [], ''],
    ['names a step', [{ kind: 'step', name: 'the control call' }], 'Step: the control call.'],
    [
      'names the sessions in the list of a call by their places',
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
      'counts invented ids after the sessions',
      [{ ...call, places: new Map([['s1', [1]]]), invented: 2, answer: 'NotFound' }],
      'the controller calls with s1 at place 1, 2 invented ids; the answer is NotFound.',
    ],
    [
      'counts invented ids alone',
      [{ ...call, invented: 1 }],
      'the controller calls with 1 invented id; the answer is 204.',
    ],
    ['says that a call has no list', [call], 'the controller calls with no list; the answer is 204.'],
    [
      'says that no session makes a call',
      [{ ...call, by: undefined }],
      'No session calls with no list; the answer is 204.',
    ],
    ['names the session that logs out', [{ kind: 'logout', session: 's1' }], 's1 logs out.'],
    [
      'compares each expected state with the readings',
      [
        {
          ...readings,
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
      'describes the columns one after another',
      [call, { kind: 'logout', session: 's1' }],
      'the controller calls with no list; the answer is 204. s1 logs out.',
    ],
    [
      'says once, and how often, what comes several times in a row',
      [call, call, call, { kind: 'logout', session: 's1' }, call],
      '3 times: the controller calls with no list; the answer is 204. s1 logs out. the controller calls with no list; the answer is 204.',
    ],
    [
      'says once what holds for several sessions',
      [
        {
          ...readings,
          readings: new Map([
            ['s1', { list: 'alive', self: 'alive' }],
            ['s2', { list: 'dead', self: 'dead' }],
            ['s3', { list: 'alive', self: 'alive' }],
          ]),
          wanted: new Map([
            ['s1', 'alive'],
            ['s2', 'dead'],
            ['s3', 'alive'],
          ]),
        },
      ],
      's1, s3 should be alive: sessionList says alive, its own token says alive. s2 should be dead: sessionList says dead, its own token says dead.',
    ],
  ])('%s', (_, columns, words) => {
    expect(describePicture(columns)).toBe(words)
  })
})
