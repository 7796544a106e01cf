import type { RequirementResult, TraceEvent } from '../conformance/index.ts'
import { themeOf } from './wording.ts'

/** A call of a check, as its trace has it. */
type Called = Extract<TraceEvent, { kind: 'called' }>

/** Themes whose calls differ by more than their lists, or are made at once. */
const beyondLists: readonly string[] = ['path', 'concurrent']

/** The call that the finding is about, from what the check has noted; undefined where that does not tell. */
export function judgedCall(requirement: RequirementResult): (Called & { ids: NonNullable<Called['ids']> }) | undefined {
  const { traces } = requirement
  const where = placesOf(requirement)
  if (where === undefined || beyondLists.includes(themeOf(requirement))) return undefined
  const trace = traces.find(({ name }) => name !== '' && where.includes(name)) ?? traces.find(({ name }) => name === '')
  if (trace === undefined) return undefined
  const steps = trace.events.flatMap((event) => (event.kind === 'step' ? event.name : []))
  // A place that no case and no step is named after may be any call of the case.
  if (where.some((place) => place !== trace.name && !steps.includes(place))) return undefined
  const calls = eventsOf(requirement, where, trace.events).filter((event): event is Called => event.kind === 'called')
  const call = calls.findLast(({ wanted }) => wanted !== undefined) ?? calls.at(-1)
  return call?.ids === undefined ? undefined : { ...call, ids: call.ids }
}

/**
 * What was done in the step of a finding; without a step, in the whole case. The search for a shorter list makes a step again, and others after it: where several have
 * the name, it is the last one that judged the session of the finding.
 */
function eventsOf(
  { finding }: RequirementResult,
  where: readonly string[],
  events: readonly TraceEvent[],
): readonly TraceEvent[] {
  const starts = events.flatMap((event, index) => (event.kind === 'step' ? [index] : []))
  const steps = starts
    .map((start, index) => events.slice(start, starts[index + 1]))
    .filter(([first]) => first?.kind === 'step' && where.includes(first.name))
  const named = finding?.where?.at(-1)?.split(', ')[0]
  const judges = (event: TraceEvent) =>
    event.kind === 'claimed' && named !== undefined && event.sessions.includes(named)
  return steps.findLast((step) => step.some(judges)) ?? steps.at(-1) ?? events
}

/** The names of the case and of the steps in which it was found, without the session; undefined where it was found later than the call. */
export function placesOf({ finding, traces }: RequirementResult): string[] | undefined {
  if (finding === undefined || finding.code === 'changed-later') return undefined
  const labels = traces.flatMap(({ sessions }) => sessions.map(({ label }) => label))
  const isSession = (place: string) => labels.some((label) => place === label || place.startsWith(`${label}, `))
  return (finding.where ?? []).filter((place) => !isSession(place))
}
