import { describe, expect, test } from 'vitest'
import type { CaseTrace, TraceEvent } from '../../../../src/conformance/index.ts'
import { Picture } from '../../../../src/report/html/picture.tsx'

/** A stage as a picture, a line for each element that begins, without the columns. */
function drawn(given: Partial<CaseTrace>): string[] {
  const caseName: CaseTrace = {
    name: '',
    sessions: [{ label: 'c', userName: 'me@vsphere.local' }],
    events: [],
    ...given,
  }
  const svg = String(Picture({ stage })).replaceAll(/<g>.*?<\/g>/g, '')
  return svg.replaceAll(/(?<!^)<(?!\/)/g, '\n<').split('\n')
}

/** Where the columns begin: each begins with its name, at its middle. */
function startsOf(events: TraceEvent[]): [string, number][] {
  const stage = { name: '', sessions: ['c', 's'].map((label) => ({ label, userName: 'me' })), events }
  const names = String(Picture({ stage })).matchAll(
    /<g><text class="faint" x="(\d+)" y="12" text-anchor="middle">(.*?)</g,
  )
  return [...names].map(([, x, name = '']) => [name, Number(x)])
}

const call: TraceEvent = { kind: 'called', by: 'c', ids: [], answer: { status: 204 } }
const seen = (state: 'alive' | 'dead'): TraceEvent[] => [
  { kind: 'claimed', wanted: 'alive', sessions: ['c'] },
  { kind: 'seen', later: false, readings: [{ session: 'c', list: state, self: state }] },
]

describe('a picture has', () => {
  test('a lane for each session, with whose it is where it is not that of the user of the controller', () => {
    const sessions = [
      { label: 'c', userName: 'me@vsphere.local' },
      { label: 's1', userName: 'me@vsphere.local' },
      { label: 's2', userName: 'somebody-else@vsphere.local' },
      { label: 's3', userName: 'you' },
    ]
    expect(drawn({ sessions })).toEqual([
      '<figure>',
      '<svg role="img" width="166" height="140" viewBox="0 0 166 140" aria-label="">',
      '<text x="0" y="52">c</text>',
      '<line class="lane" x1="142" x2="158" y1="48" y2="48"></line>',
      '<text x="0" y="76">s1</text>',
      '<line class="lane" x1="142" x2="158" y1="72" y2="72"></line>',
      '<text x="0" y="100">s2 (somebody-e)</text>',
      '<line class="lane" x1="142" x2="158" y1="96" y2="96"></line>',
      '<text x="0" y="124">s3 (you)</text>',
      '<line class="lane" x1="142" x2="158" y1="120" y2="120"></line></svg></figure>',
    ])
  })

  test('the name of its stage, and its words, escaped', () => {
    expect(drawn({ name: 'a < b', events: [{ kind: 'logged-out', session: '"c"' }] })).toEqual([
      '<figure>',
      '<figcaption>a &lt; b</figcaption>',
      '<svg role="img" width="222" height="68" viewBox="0 0 222 68" aria-label="&quot;c&quot; logs out.">',
      '<text x="0" y="52">c</text>',
      '<line class="lane" x1="142" x2="214" y1="48" y2="48"></line></svg></figure>',
    ])
  })

  test('one lane more for ids of nobody, and one for the sessions that have none', () => {
    const sessions = Array.from({ length: 13 }, (_, index) => ({ label: `s${index}`, userName: 'me' }))
    const lines = drawn({ sessions, events: [{ ...call, ids: [null] }] })
    expect(lines[1]).toBe(
      '<svg role="img" width="250" height="260" viewBox="0 0 250 260" aria-label="c calls with 1 ids of nobody; the answer is 204.">',
    )
    expect(lines.slice(-4)).toEqual([
      '<text x="0" y="196">s12</text>',
      '<line class="lane" x1="142" x2="242" y1="192" y2="192"></line>',
      '<text class="faint" x="0" y="220">ids of nobody</text>',
      '<text class="faint" x="0" y="244">and 6 more sessions</text></svg></figure>',
    ])
  })

  test('the sessions that have no lane right below the others where all ids are of somebody', () => {
    const sessions = Array.from({ length: 13 }, (_, index) => ({ label: `s${index}`, userName: 'me' }))
    expect(drawn({ sessions, events: [call] }).at(-1)).toBe(
      '<text class="faint" x="0" y="220">and 6 more sessions</text></svg></figure>',
    )
  })
})

describe('columns stand side by side', () => {
  test('each as wide as it needs', () => {
    const events: TraceEvent[] = [call, { kind: 'logged-out', session: 'c' }, ...seen('alive'), call]
    expect(startsOf(events)).toEqual([
      ['call', 180],
      ['Logout', 250],
      ['list, self', 316],
      ['call', 404],
    ])
  })

  test('with room for what should have been where that is not so', () => {
    expect(startsOf([...seen('dead'), call])).toEqual([
      ['list, self', 176],
      ['call', 364],
    ])
    expect(drawn({ events: seen('dead') })[1]).toBe(
      '<svg role="img" width="350" height="68" viewBox="0 0 350 68" aria-label="c should be alive: sessionList says dead, its own token says dead.">',
    )
  })
})
