import type { CheckContext } from '../../context/check-context.ts'
import { type Call, isSuccess, summarize } from '../../context/terminate-call.ts'
import { unanswered, unreached, VerdictError } from '../../errors/verdict-error.ts'
import type { TestSession } from '../../sessions/session-registry.ts'
import { isPassing } from '../../transport/passing.ts'
import type { HistoryStep, Operation } from './history.ts'

/** What one session does in a round, drawn from the seed. `picks` choose among the sessions that there are. */
export interface Move {
  kind: 'terminate' | 'list' | 'ask' | 'begin' | 'logout'
  picks: readonly number[]
}

type Made = Pick<Operation, 'words' | 'alternatives' | 'isRead' | 'call'>

/** How many sessions may begin in a history: logins are expensive. */
const maxBegun = 2

/** Makes the moves of a history. @param first the sessions that it starts with; one that begins later is added, and may call from then on. */
export function createPlayer(context: CheckContext, first: readonly TestSession[]) {
  const { open, openClone, hasClones, terminate, sendLogout, keysListedBy, isLoggedOn } = context
  const sessions = [...first]
  let begun = 0

  const pick = (at = 0): TestSession => {
    const session = sessions[at % sessions.length]
    if (session === undefined) throw new Error('a history has no session')
    return session
  }

  async function terminateSome(caller: TestSession, picks: readonly number[]): Promise<Made> {
    const named = picks.slice(1).map((at) => pick(at))
    const call = await terminate(named, { as: caller })
    return {
      words: `terminates ${named.map(({ label }) => label).join(', ')}: ${summarize(call)}`,
      alternatives: waysOf(call, caller, named),
      call,
      isRead: false,
    }
  }

  async function begin(caller: TestSession): Promise<Made> {
    begun += 1
    if (hasClones && begun % 2 === 0) return clone(caller)
    const [session] = await open(1, 'login')
    sessions.push(session)
    return {
      words: `logs in as ${session.label}`,
      alternatives: [[{ kind: 'begin', session: session.key }]],
      isRead: false,
    }
  }

  async function clone(caller: TestSession): Promise<Made> {
    const session = await openClone(caller).catch((error: unknown) => {
      if (error instanceof VerdictError && error.finding.code === 'prerequisite') return undefined
      throw error
    })
    if (session === undefined) return { ...refusedRead('clones itself', caller), isRead: false }
    sessions.push(session)
    const steps: HistoryStep[] = [
      { kind: 'is-alive', session: caller.key },
      { kind: 'begin', session: session.key },
    ]
    return { words: `clones itself as ${session.label}`, alternatives: [steps], isRead: false }
  }

  async function list(caller: TestSession): Promise<Made> {
    const shown = await keysListedBy(caller)
    if (shown === undefined) return refusedRead('reads sessionList', caller)
    const known = new Set(sessions.map(({ key }) => key))
    const alive = new Set([...shown].filter((key) => known.has(key)))
    const labels = sessions.filter(({ key }) => alive.has(key)).map(({ label }) => label)
    const steps: HistoryStep[] = [{ kind: 'shows', sessions: alive }]
    return {
      words: `reads sessionList: ${labels.join(', ') || 'none of these sessions'}`,
      alternatives: [steps],
      isRead: true,
    }
  }

  function refusedRead(verb: string, { key }: TestSession): Made {
    return { words: `${verb}: refused`, alternatives: [[{ kind: 'is-dead', session: key }]], isRead: true }
  }

  async function make({ kind, picks }: Move): Promise<Made & { caller: TestSession }> {
    const caller = pick(picks[0])
    switch (kind) {
      case 'terminate':
        return { caller, ...(await terminateSome(caller, picks)) }
      case 'list':
        return { caller, ...(await list(caller)) }
      case 'begin':
        return { caller, ...(begun < maxBegun ? await begin(caller) : await list(caller)) }
      case 'ask': {
        if (!(await isLoggedOn(caller))) return { caller, ...refusedRead('reads currentSession', caller) }
        const steps: HistoryStep[] = [{ kind: 'is-alive', session: caller.key }]
        return { caller, words: 'reads currentSession: alive', alternatives: [steps], isRead: true }
      }
      case 'logout': {
        const isAccepted = await sendLogout(caller)
        const steps: HistoryStep[] = [{ kind: isAccepted ? 'end' : 'is-dead', session: caller.key }]
        const words = `logs out: ${isAccepted ? 'accepted' : 'refused'}`
        return { caller, words, alternatives: [steps], isRead: false }
      }
    }
  }

  return { sessions, make }
}

/** What a TerminateSession may have done, by its answer: each id is one step, because the call is transactional for each id only. */
function waysOf(call: Call, caller: TestSession, named: readonly TestSession[]): HistoryStep[][] {
  if (isPassing(call.status)) throw unanswered(`TerminateSession was answered in passing: ${summarize(call)}`)
  const mayCall: HistoryStep = { kind: 'is-alive', session: caller.key }
  const ended = (count: number): HistoryStep[] =>
    named.slice(0, count).map(({ key }) => ({ kind: 'end', session: key }))
  if (isSuccess(call)) return named.includes(caller) ? [] : [[mayCall, ...ended(named.length)]]
  const fault = call.outcome.kind === 'fault' ? call.outcome.fault._typeName : ''
  switch (fault) {
    case 'NotFound':
      return named.flatMap((session, at) =>
        session === caller ? [] : [[mayCall, ...ended(at), { kind: 'is-dead' as const, session: session.key }]],
      )
    case 'InvalidArgument':
      return named.flatMap((session, at) => (session === caller ? [[mayCall, ...ended(at)]] : []))
    default:
      if (call.status === 500 || call.status === 401 || call.status === 403 || call.status === 400)
        return [[{ kind: 'is-dead', session: caller.key }]]
      throw unreached(`a call was answered with ${summarize(call)}`)
  }
}
