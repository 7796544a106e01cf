import { describe, expect, test } from 'vitest'
import { ColumnOf } from '../../../../src/report/html/picture-columns.tsx'
import type { PictureColumn } from '../../../../src/report/html/picture-layout.ts'

const lanes = ['c', 's1', 's2']

/** A column as SVG, at 100, with lanes at 0, 10, 20 and 30; a line for each opening tag. */
function drawn(column: PictureColumn, top = 0): string[] {
  const svg = String(ColumnOf({ column, lanes, x: 100, top, heightOf: (lane) => lane * 10 }))
  return svg.replaceAll(/(?<!^)<(?!\/)/g, '\n<').split('\n')
}

describe('the column of a step', () => {
  test('has the name above a line that crosses all lanes', () => {
    expect(drawn({ kind: 'step', name: 'a < b' }, 18)).toEqual([
      '<g>',
      '<text class="step" x="100" y="12">a &lt; b</text>',
      '<line class="step" stroke="gray" x1="100" x2="100" y1="16" y2="30"></line></g>',
    ])
  })
})

test.each<[title: string, PictureColumn]>([
  ['a call', { kind: 'call', by: undefined, places: new Map(), invented: 0, answer: '204' }],
  ['a logout', { kind: 'logout', session: 's9' }],
  ['readings', { kind: 'readings', later: false, readings: new Map(), wanted: new Map() }],
])('the header of %s begins below the names of steps', (_, column) => {
  expect(drawn(column, 18)[1]).toMatch(/^<text class="faint" x="\d+" y="30"[ >]/)
})

describe('the column of a call', () => {
  const call: Extract<PictureColumn, { kind: 'call' }> = {
    kind: 'call',
    by: undefined,
    places: new Map(),
    invented: 0,
    answer: '204',
  }
  const heading = (answer: string) => [
    '<g text-anchor="middle">',
    '<text class="faint" x="130" y="12">call</text>',
    `<text x="130" y="27">${answer}</text>`,
  ]

  test('has a mark for the caller, the places in the list, and a line between them', () => {
    const places = new Map([['s2', [1, 3]]])
    expect(drawn({ ...call, by: 'c', places, answer: 'NotFound' })).toEqual([
      ...heading('NotFound'),
      '<line class="call" stroke="navy" x1="130" x2="130" y1="0" y2="20"></line>',
      '<path class="mark" d="M106 -7l13 7l-13 7z">',
      '<title>c calls</title></path>',
      '<rect class="mark" x="113.5" y="11" width="33" height="18" rx="9"></rect>',
      '<text class="mark-text" fill="white" x="130" y="24">1,3</text></g>',
    ])
  })

  test('shows the number of invented ids below all lanes', () => {
    expect(drawn({ ...call, by: 's1', invented: 2 })).toEqual([
      ...heading('204'),
      '<line class="call" stroke="navy" x1="130" x2="130" y1="10" y2="30"></line>',
      '<path class="mark" d="M106 3l13 7l-13 7z">',
      '<title>s1 calls</title></path>',
      '<rect class="mark" x="117" y="21" width="26" height="18" rx="9"></rect>',
      '<text class="mark-text" fill="white" x="130" y="34">×2</text></g>',
    ])
  })

  test('has no line where it concerns one lane', () => {
    expect(drawn({ ...call, by: 's1' })).toEqual([
      ...heading('204'),
      '<path class="mark" d="M106 3l13 7l-13 7z">',
      '<title>s1 calls</title></path></g>',
    ])
  })

  test('shows only the answer where the token belongs to no session', () => {
    expect(drawn(call)).toEqual([...heading('204').slice(0, -1), `${heading('204').at(-1)}</g>`])
  })

  test('leaves out a session that has no lane', () => {
    expect(drawn({ ...call, by: 's9', places: new Map([['s8', [1]]]) })).toEqual([
      ...heading('204').slice(0, -1),
      `${heading('204').at(-1)}</g>`,
    ])
  })
})

describe('the column of a logout', () => {
  test('has a mark on the lane of its session', () => {
    expect(drawn({ kind: 'logout', session: 's1' })).toEqual([
      '<g>',
      '<text class="faint" x="116" y="12" text-anchor="middle">Logout</text>',
      '<rect class="mark" x="110" y="4" width="12" height="12"></rect></g>',
    ])
  })

  test('has no mark where its session has no lane', () => {
    expect(drawn({ kind: 'logout', session: 's9' })).toEqual([
      '<g>',
      '<text class="faint" x="116" y="12" text-anchor="middle">Logout</text></g>',
    ])
  })
})

describe('the column of readings', () => {
  test('frames a session with an expected state, and names that state where the reading differs', () => {
    expect(
      drawn({
        kind: 'readings',
        later: false,
        readings: new Map([
          ['c', { list: 'alive', self: 'alive' }],
          ['s1', { list: 'dead', self: 'alive' }],
        ]),
        wanted: new Map([
          ['c', 'alive'],
          ['s1', 'dead'],
          ['s2', 'dead'],
        ]),
      }),
    ).toEqual([
      '<g>',
      '<text class="faint" x="126" y="12" text-anchor="middle">list, self</text>',
      '<rect class="as-wanted" fill="none" stroke="green" x="100" y="-10" width="52" height="20" rx="4"></rect>',
      '<circle class="alive" fill="green" cx="115" cy="0" r="6"></circle>',
      '<circle class="alive" fill="green" cx="137" cy="0" r="6"></circle>',
      '<rect class="not-as-wanted" fill="none" stroke="red" x="100" y="0" width="52" height="20" rx="4"></rect>',
      '<path class="dead" fill="none" stroke="black" d="M110 5l10 10m0-10l-10 10"></path>',
      '<circle class="alive" fill="green" cx="137" cy="10" r="6"></circle>',
      '<text class="should" fill="red" stroke="white" stroke-width="4" paint-order="stroke" x="158" y="14">should be dead</text></g>',
    ])
  })

  test('has no frame where no state is expected, and a question mark where a state is unreadable', () => {
    expect(
      drawn({
        kind: 'readings',
        later: true,
        readings: new Map([['s2', { list: 'unreadable', self: 'dead' }]]),
        wanted: new Map(),
      }),
    ).toEqual([
      '<g>',
      '<text class="faint" x="126" y="12" text-anchor="middle">recheck</text>',
      '<text class="unread" x="115" y="24" text-anchor="middle">?</text>',
      '<path class="dead" fill="none" stroke="black" d="M132 15l10 10m0-10l-10 10"></path></g>',
    ])
  })
})
