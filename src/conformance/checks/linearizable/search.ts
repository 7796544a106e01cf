import { after, type HistoryStep, type Operation } from './history.ts'

/** How far an operation has come: not begun, in one of its alternatives, or done. */
type Progress = 'waiting' | 'done' | { alternative: number; next: number }

/**
 * Whether a history is linearizable: whether there is an order of the steps, each between the sending and the answer of its call, that takes the sessions
 * from the initial state through every answer. The search of Wing and Gong (Journal of Parallel and Distributed Computing 17, 1993), which leaves out what it has
 * tried before, as Porcupine does.
 *
 * @param alive the sessions that are alive before the first call.
 */
export function isLinearizable(history: readonly Operation[], alive: ReadonlySet<string>): boolean {
  const tried = new Set<string>()

  function search(progress: readonly Progress[], state: ReadonlySet<string>): boolean {
    if (progress.every((one) => one === 'done')) return true
    const id = `${progress.map(wordOf).join(' ')}|${[...state].sort().join(' ')}`
    if (tried.has(id)) return false
    tried.add(id)
    const firstAnswer = Math.min(...history.flatMap(({ answered }, at) => (progress[at] === 'done' ? [] : [answered])))
    return history.some((operation, at) => {
      const one = progress[at] ?? 'done'
      if (one === 'done' || operation.sent > firstAnswer) return false
      return nextSteps(operation, one).some(({ step, then }) => {
        const reached = step === undefined ? state : after(state, step)
        return reached !== undefined && search(progress.with(at, then), reached)
      })
    })
  }

  return search(
    history.map(() => 'waiting'),
    alive,
  )
}

function wordOf(progress: Progress): string {
  return typeof progress === 'string' ? progress : `${progress.alternative}.${progress.next}`
}

function nextSteps(
  { alternatives }: Operation,
  progress: Progress,
): { step: HistoryStep | undefined; then: Progress }[] {
  const at = (alternative: number, next: number) => {
    const steps = alternatives[alternative] ?? []
    const then: Progress = next + 1 >= steps.length ? 'done' : { alternative, next: next + 1 }
    return { step: steps[next], then }
  }
  if (typeof progress !== 'string') return [at(progress.alternative, progress.next)]
  return alternatives.map((_, alternative) => at(alternative, 0))
}

/**
 * The shortest part of a history that is not linearizable: up to the answer that fits no order, and without the calls whose answers are not needed to see that.
 * What such a call has changed is left open: all of its steps may have been taken, some, or none.
 */
export function shortestPart(history: readonly Operation[], alive: ReadonlySet<string>): Operation[] {
  const answers = [...new Set(history.map(({ answered }) => answered))].sort((one, other) => one - other)
  const wrong = answers.find((answer) => !isLinearizable(upTo(history, answer), alive))
  let part = upTo(history, wrong ?? Number.POSITIVE_INFINITY)
  const left = new Set(part)
  // Reads first: what was asked says more than what was read on the way.
  for (const operation of part.toSorted((one, other) => Number(other.isRead) - Number(one.isRead))) {
    const without = part.flatMap((one) => (one !== operation ? [one] : one.isRead ? [] : [leftOpen(one)]))
    if (isLinearizable(without, alive)) continue
    part = without
    left.delete(operation)
  }
  return [...left]
}

/** A history up to an answer. A call that was under way then is left open. */
function upTo(history: readonly Operation[], answer: number): Operation[] {
  return history
    .filter(({ sent }) => sent < answer)
    .map((operation) => (operation.answered <= answer ? operation : leftOpen(operation)))
    .sort((one, other) => one.answered - other.answered)
}

/** A call of which nothing is known but what it was: it may have done all of its steps, some, or none. */
function leftOpen(operation: Operation): Operation {
  const begun = operation.alternatives.flatMap((steps) => steps.map((_, done) => steps.slice(0, done + 1)))
  return { ...operation, alternatives: [[], ...begun] }
}
