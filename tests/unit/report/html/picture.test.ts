import { describe, expect, test } from 'vitest'
import type { CaseTrace, TraceEvent } from '../../../../src/conformance/index.ts'
import { Picture } from '../../../../src/report/html/picture.tsx'

/** A case as a picture, a line for each opening tag, without the columns. */
function drawn(given: Partial<CaseTrace>): string[] {
  const trace: CaseTrace = {
    name: '',
    sessions: [{ label: 'c', userName: 'me@vsphere.local' }],
    events: [],
    ...given,
  }
  const svg = String(Picture({ trace }))
    .replace('<figure tabindex="0">', '<figure>')
    .replaceAll(/<g[ >].*?<\/g>/g, '')
  return svg.replaceAll(/(?<!^)<(?!\/)/g, '\n<').split('\n')
}

/** The headers of the columns, each with the position of its middle. */
function startsOf(events: TraceEvent[]): [string, number][] {
  const trace = { name: '', sessions: ['c', 's'].map((label) => ({ label, userName: 'me' })), events }
  const headers = String(Picture({ trace })).matchAll(/<g[^>]*><text class="faint" x="(\d+)" y="12"[^>]*>(.*?)</g)
  return [...headers].map(([, x, name = '']) => [name, Number(x)])
}

const call: TraceEvent = { kind: 'called', by: 'c', ids: [], answer: { status: 204 } }
const seen = (state: 'alive' | 'dead'): TraceEvent[] => [
  { kind: 'claimed', wanted: 'alive', sessions: ['c'] },
  { kind: 'seen', later: false, readings: [{ session: 'c', list: state, self: state }] },
]

describe('a picture', () => {
  test('can be scrolled by the keyboard where it is wider than a narrow page', () => {
    const figure = (events: TraceEvent[]) => String(Picture({ trace: { name: '', sessions: [], events } })).slice(0, 22)
    expect([figure([]), figure([call, call])]).toEqual([
      expect.stringMatching(/^<figure><svg/),
      '<figure tabindex="0"><',
    ])
  })

  test('has a lane for each session, with the user name where it is not that of the controller', () => {
    const sessions = [
      { label: 'c', userName: 'me@vsphere.local' },
      { label: 's1', userName: 'me@vsphere.local' },
      { label: 's2', userName: 'another-user@vsphere.local' },
      { label: 's3', userName: 'you' },
    ]
    expect(drawn({ sessions })).toEqual([
      '<figure>',
      '<svg role="img" width="166" height="140" viewBox="0 0 166 140" font-size="12" aria-label="">',
      '<text x="0" y="52">c</text>',
      '<line class="lane" stroke="silver" x1="142" x2="158" y1="48" y2="48"></line>',
      '<text x="0" y="76">s1</text>',
      '<line class="lane" stroke="silver" x1="142" x2="158" y1="72" y2="72"></line>',
      '<text x="0" y="100">s2 (another-u…)</text>',
      '<line class="lane" stroke="silver" x1="142" x2="158" y1="96" y2="96"></line>',
      '<text x="0" y="124">s3 (you)</text>',
      '<line class="lane" stroke="silver" x1="142" x2="158" y1="120" y2="120"></line></svg></figure>',
    ])
  })

  test('shows the name of its case and its description, both escaped', () => {
    expect(drawn({ name: 'a < b', events: [{ kind: 'logged-out', session: '"c"' }] })).toEqual([
      '<figure>',
      '<figcaption>a &lt; b</figcaption>',
      '<svg role="img" width="222" height="68" viewBox="0 0 222 68" font-size="12" aria-label="&quot;c&quot; logs out.">',
      '<text x="0" y="52">c</text>',
      '<line class="lane" stroke="silver" x1="142" x2="214" y1="48" y2="48"></line></svg></figure>',
    ])
  })

  test('has one more lane for invented ids, and one for the sessions that are left out', () => {
    const sessions = Array.from({ length: 13 }, (_, index) => ({ label: `s${index}`, userName: 'me' }))
    const lines = drawn({ sessions, events: [{ ...call, ids: [null] }] })
    expect(lines[1]).toBe(
      '<svg role="img" width="250" height="260" viewBox="0 0 250 260" font-size="12" aria-label="c calls with an invented id at place 1; the answer is 204.">',
    )
    expect(lines.slice(-4)).toEqual([
      '<text x="0" y="196">s12</text>',
      '<line class="lane" stroke="silver" x1="142" x2="242" y1="192" y2="192"></line>',
      '<text class="faint" x="0" y="220">invented ids</text>',
      '<text class="faint" x="0" y="244">and 6 more sessions</text></svg></figure>',
    ])
  })

  test('counts the sessions that are left out right below the lanes where no id is invented', () => {
    const sessions = Array.from({ length: 13 }, (_, index) => ({ label: `s${index}`, userName: 'me' }))
    expect(drawn({ sessions, events: [call] }).at(-1)).toBe(
      '<text class="faint" x="0" y="220">and 6 more sessions</text></svg></figure>',
    )
  })
})

describe('the columns of a picture', () => {
  test('are as wide as their kinds need', () => {
    const events: TraceEvent[] = [call, { kind: 'logged-out', session: 'c' }, ...seen('alive'), call]
    expect(startsOf(events)).toEqual([
      ['call', 180],
      ['Logout', 250],
      ['list, self', 316],
      ['call', 404],
    ])
  })

  test('leave room for the expected state beside wrong readings', () => {
    expect(startsOf([...seen('dead'), call])).toEqual([
      ['list, self', 176],
      ['call', 364],
    ])
    expect(drawn({ events: seen('dead') })[1]).toBe(
      '<svg role="img" width="350" height="68" viewBox="0 0 350 68" font-size="12" aria-label="c should be alive: sessionList says dead, its own token says dead.">',
    )
  })

  const step = (name: string): TraceEvent => ({ kind: 'step', name })

  test('make the picture higher where there is a step', () => {
    expect(drawn({ events: [step('a')] })).toEqual([
      '<figure>',
      '<svg role="img" width="186" height="86" viewBox="0 0 186 86" font-size="12" aria-label="Step: a.">',
      '<text x="0" y="70">c</text>',
      '<line class="lane" stroke="silver" x1="142" x2="178" y1="66" y2="66"></line></svg></figure>',
    ])
  })

  /** The positions of the steps and of the calls. */
  const positionsOf = (...events: TraceEvent[]) => {
    const picture = String(Picture({ trace: { name: '', sessions: [{ label: 'c', userName: 'me' }], events } }))
    return [...picture.matchAll(/<g[^>]*><text class="(?:step|faint)" x="([\d.]+)"/g)].map(([, x]) => Number(x))
  }

  test('begin right after the start of their step', () => {
    expect(positionsOf(step('a'), call, call)).toEqual([150, 192, 276])
  })

  test('begin a new step after the columns of the one before', () => {
    expect(positionsOf(step('a'), call, step('b'), call)).toEqual([150, 192, 246, 288])
  })

  test('begin a new step after the name of the one before, where that is longer than its columns', () => {
    const name = 'a step with a long name'
    expect(positionsOf(step(name), call, step('b'))).toEqual([150, 192, 150 + 12 + 7.6 * name.length])
  })
})
