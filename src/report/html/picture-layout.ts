import type { CaseTrace } from '../../conformance/index.ts'

type Step = CaseTrace['events'][number]
type Called = Extract<Step, { kind: 'called' }>
type Seen = Extract<Step, { kind: 'seen' }>
type State = Seen['readings'][number]['list']

/** What stands in a column of a picture: a call, a logout, or what the oracles saw. */
export type Column =
  | { kind: 'call'; by: string | undefined; places: ReadonlyMap<string, number[]>; invented: number; answer: string }
  | { kind: 'logout'; session: string }
  | {
      kind: 'look'
      later: boolean
      sights: ReadonlyMap<string, { list: State; self: State }>
      wanted: ReadonlyMap<string, 'dead' | 'alive'>
    }

/** The events of a stage as columns. What was claimed of sessions stands with the look that decided it. */
export function columnsOf({ events }: CaseTrace): Column[] {
  const columns: Column[] = []
  // What is claimed stands with the look that is to come, or with the one before.
  let pending = new Map<string, 'dead' | 'alive'>()
  let before: Map<string, 'dead' | 'alive'> | undefined
  for (const [index, step] of events.entries()) {
    switch (step.kind) {
      case 'opened':
        break
      case 'logged-out':
        columns.push({ kind: 'logout', session: step.session })
        break
      case 'called':
        columns.push(callOf(step))
        break
      case 'claimed': {
        const wanted = isLookAhead(events, index) ? pending : (before ?? pending)
        for (const session of step.sessions) wanted.set(session, step.wanted)
        break
      }
      case 'seen': {
        const wanted = step.later ? lastWanted(columns, step) : pending
        columns.push({
          kind: 'look',
          later: step.later,
          sights: new Map(step.readings.map(({ session, list, self }) => [session, { list, self }])),
          wanted,
        })
        before = wanted
        pending = new Map()
        break
      }
    }
  }
  return columns
}

/** Whether the oracles were asked after a claim, or what they had said was used again. */
function isLookAhead(steps: readonly Step[], index: number): boolean {
  const next = steps.slice(index + 1).find(({ kind }) => kind !== 'claimed')
  return next?.kind === 'seen' && !next.later
}

function lastWanted(columns: readonly Column[], { readings }: Seen): Map<string, 'dead' | 'alive'> {
  const looks = columns.flatMap((column) => (column.kind === 'look' ? [column] : []))
  return new Map(
    readings.flatMap(({ session }) => {
      const wanted = looks.findLast((look) => look.wanted.has(session))?.wanted.get(session)
      return wanted === undefined ? [] : [[session, wanted] as const]
    }),
  )
}

function callOf({ by, ids, answer }: Called): Column {
  const places = new Map<string, number[]>()
  for (const [index, id] of (ids ?? []).entries()) {
    if (id !== null) places.set(id, [...(places.get(id) ?? []), index + 1])
  }
  const invented = (ids ?? []).filter((id) => id === null).length
  return { kind: 'call', by, places, invented, answer: shortAnswer(answer) }
}

/** `204`, `NotFound`, `no answer`. */
function shortAnswer(answer: Called['answer']): string {
  if (answer === undefined) return 'no answer'
  return answer.fault ?? String(answer.status)
}

/** Whether a session came out other than it should. */
export function isWrong(column: Column, session: string): boolean {
  if (column.kind !== 'look') return false
  const [sight, wanted] = [column.sights.get(session), column.wanted.get(session)]
  return sight !== undefined && wanted !== undefined && (sight.list !== wanted || sight.self !== wanted)
}

/** Whether a session on a stage came out other than it should. */
export function isWrongCase(stage: CaseTrace): boolean {
  const columns = columnsOf(stage)
  return stage.sessions.some(({ label }) => columns.some((column) => isWrong(column, label)))
}

/** How many lanes are drawn; of more, those that came out wrong, the first and the last. */
const maxLanes = 12

/** The sessions that get a lane, and how many do not. */
export function lanesOf({ sessions }: CaseTrace, columns: readonly Column[]): { lanes: string[]; leftOut: number } {
  const labels = sessions.map(({ label }) => label)
  if (labels.length <= maxLanes) return { lanes: labels, leftOut: 0 }
  const wrong = labels.filter((label) => columns.some((column) => isWrong(column, label)))
  const chosen = new Set([...labels.slice(0, 5), ...wrong.slice(0, 4), ...labels.slice(-2)])
  const lanes = labels.filter((label) => chosen.has(label))
  return { lanes, leftOut: labels.length - lanes.length }
}
