import type { CaseTrace, TraceEvent } from '../../conformance/index.ts'

type Called = Extract<TraceEvent, { kind: 'called' }>
type Seen = Extract<TraceEvent, { kind: 'seen' }>
type State = Seen['readings'][number]['list']
type Wanted = Map<string, 'dead' | 'alive'>

/** One column of a picture: the beginning of a step, a call, a logout, or what the oracles read. */
export type PictureColumn =
  | { kind: 'step'; name: string }
  | {
      kind: 'call'
      by: string | undefined
      places: ReadonlyMap<string, number[]>
      invented: number
      /** The place of an invented id in the list, where there is one. */
      inventedAt?: number
      answer: string
      wanted?: string
    }
  | { kind: 'logout'; session: string }
  | {
      kind: 'readings'
      later: boolean
      readings: ReadonlyMap<string, { list: State; self: State }>
      wanted: ReadonlyMap<string, 'dead' | 'alive'>
    }

/** The events of a case as columns. What was expected of sessions stands in the column of the readings that decided it. */
export function columnsOf({ events }: CaseTrace): PictureColumn[] {
  const columns: PictureColumn[] = []
  // An expectation belongs to the readings that follow it, or to the last ones.
  let pending: Wanted = new Map()
  let last: Wanted | undefined
  for (const [index, event] of events.entries()) {
    switch (event.kind) {
      case 'opened':
        break
      case 'step':
        columns.push({ kind: 'step', name: event.name })
        break
      case 'logged-out':
        columns.push({ kind: 'logout', session: event.session })
        break
      case 'called':
        columns.push(callColumn(event))
        break
      case 'claimed': {
        const wanted = areReadingsNext(events, index) ? pending : (last ?? pending)
        for (const session of event.sessions) wanted.set(session, event.wanted)
        break
      }
      case 'seen': {
        const wanted = event.later ? lastWanted(columns, event) : pending
        columns.push({
          kind: 'readings',
          later: event.later,
          readings: new Map(event.readings.map(({ session, list, self }) => [session, { list, self }])),
          wanted,
        })
        last = wanted
        pending = new Map()
        break
      }
    }
  }
  return columns
}

/** Whether the oracles were read after an expectation, rather than their last readings used again. */
function areReadingsNext(events: readonly TraceEvent[], index: number): boolean {
  const next = events.slice(index + 1).find(({ kind }) => kind !== 'claimed')
  return next?.kind === 'seen' && !next.later
}

function lastWanted(columns: readonly PictureColumn[], { readings }: Seen): Wanted {
  const earlier = columns.flatMap((column) => (column.kind === 'readings' ? [column] : []))
  return new Map(
    readings.flatMap(({ session }) => {
      const wanted = earlier.findLast((column) => column.wanted.has(session))?.wanted.get(session)
      return wanted === undefined ? [] : [[session, wanted] as const]
    }),
  )
}

function callColumn({ by, ids, answer, wanted }: Called): PictureColumn {
  const places = new Map<string, number[]>()
  for (const [index, id] of (ids ?? []).entries()) {
    if (id !== null) places.set(id, [...(places.get(id) ?? []), index + 1])
  }
  const invented = (ids ?? []).flatMap((id, index) => (id === null ? [index + 1] : []))
  return {
    kind: 'call',
    by,
    places,
    invented: invented.length,
    ...(invented.length === 1 ? { inventedAt: invented[0] ?? 0 } : {}),
    answer: shortAnswer(answer),
    ...(wanted === undefined ? {} : { wanted }),
  }
}

/** `204`, `NotFound`, `no answer`. */
function shortAnswer(answer: Called['answer']): string {
  if (answer === undefined) return 'no answer'
  return answer.fault ?? String(answer.status)
}

/** Whether the readings in a column show a session other than it should be. */
export function isWrong(column: PictureColumn, session: string): boolean {
  if (column.kind !== 'readings') return false
  const [read, wanted] = [column.readings.get(session), column.wanted.get(session)]
  return read !== undefined && wanted !== undefined && (read.list !== wanted || read.self !== wanted)
}

/** Whether a call was answered other than it should be. */
function isWrongAnswer(column: PictureColumn): boolean {
  return column.kind === 'call' && column.wanted !== undefined
}

/** How many columns a picture may have before the first ones are left out. */
const maxColumns = 10

/** The columns that are drawn: of many, those from the beginning of the last step in which something is wrong to that place; and how many calls come before them. */
export function drawnOf(columns: readonly PictureColumn[]): { columns: readonly PictureColumn[]; earlier: number } {
  const isBad = (column: PictureColumn) =>
    isWrongAnswer(column) ||
    (column.kind === 'readings' && [...column.wanted.keys()].some((label) => isWrong(column, label)))
  const bad = columns.findLastIndex(isBad)
  const step = columns.slice(0, bad + 1).findLastIndex(({ kind }) => kind === 'step')
  if (columns.length <= maxColumns || step <= 0) return { columns, earlier: 0 }
  const earlier = columns.slice(0, step).filter(({ kind }) => kind === 'call').length
  return { columns: columns.slice(step, bad + 1), earlier }
}

/** Whether any session of a case was read, or any call answered, other than it should be. */
export function isWrongCase(trace: CaseTrace): boolean {
  const columns = columnsOf(trace)
  if (columns.some(isWrongAnswer)) return true
  return trace.sessions.some(({ label }) => columns.some((column) => isWrong(column, label)))
}

/** How many lanes are drawn; of more, the first, the last, those that are wrong, and those that call. */
const maxLanes = 12

/** The sessions that get a lane, and how many do not. */
export function lanesOf(
  { sessions }: CaseTrace,
  columns: readonly PictureColumn[],
  /** Whether columns are left out: then a session has a lane only where a column shows it. */
  isCut = false,
): { lanes: string[]; leftOut: number } {
  const labels = sessions.map(({ label }) => label).filter((label) => !isCut || isIn(columns, label))
  if (labels.length <= maxLanes) return { lanes: labels, leftOut: 0 }
  const wrong = labels.filter((label) => columns.some((column) => isWrong(column, label)))
  const calling = columns.flatMap((column) => (column.kind === 'call' && column.by !== undefined ? [column.by] : []))
  const chosen = new Set([...labels.slice(0, 5), ...wrong.slice(0, 4), ...calling.slice(0, 4), ...labels.slice(-2)])
  const lanes = labels.filter((label) => chosen.has(label))
  return { lanes, leftOut: labels.length - lanes.length }
}

function isIn(columns: readonly PictureColumn[], label: string): boolean {
  return columns.some((column) => showsSession(column, label))
}

function showsSession(column: PictureColumn, label: string): boolean {
  switch (column.kind) {
    case 'step':
      return false
    case 'call':
      return column.by === label || column.places.has(label)
    case 'logout':
      return column.session === label
    case 'readings':
      return column.readings.has(label)
  }
}
