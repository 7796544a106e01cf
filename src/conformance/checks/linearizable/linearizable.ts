import { allSettled } from '../../context/all-settled.ts'
import { randomized } from '../../context/check.ts'
import type { CheckContext } from '../../context/check-context.ts'
import { failed } from '../../errors/verdict-error.ts'
import type { TestSession } from '../../sessions/session-registry.ts'
import type { Operation } from './history.ts'
import { drawLanes } from './lanes.ts'
import { isLinearizable, shortestPart } from './search.ts'
import { createPlayer, type Move } from './workload.ts'

/** How many sessions call at once, and how often. */
const callers = 4
const rounds = 8

/** Loaded only for this check and that of random lists. */
const loadFastCheck = () => import('fast-check')

export const linearizable = randomized('terminate.concurrent.linearizable', loadFastCheck, async (context) => {
  const first = await context.open(callers)
  const { history, sessions } = await record(context, first, await drawMoves(context.seed))
  const alive = new Set(first.map(({ key }) => key))
  if (isLinearizable(history, alive)) return
  const withoutLists = history.filter(({ alternatives }) => alternatives.flat().every(({ kind }) => kind !== 'shows'))
  if (isLinearizable(withoutLists, alive))
    return context.record('sessionList was behind; its answers were left out (see terminate.effect.listed-at-once)')
  const part = shortestPart(withoutLists, alive)
  for (const line of drawLanes(part)) context.record(line)
  const labels = [...new Set(part.map(({ caller }) => caller))]
  const calls = part.map(({ caller, words }) => `${caller} ${words}`).join('; ')
  const isOne = part.length === 1
  const unexplained = isOne
    ? 'no order of the calls explains the answer to this one'
    : `no order of these ${part.length} calls explains their answers`
  const finding = [
    'oracles-disagree',
    `${unexplained} (seed ${context.seed}), made by ${labels.join(', ')}: ${calls}.`,
    {
      expected: 'an order of the calls, one after the other, that explains every answer',
      seen: `no order explains ${isOne ? 'this call' : `these ${part.length} calls`}: ${calls}`,
    },
  ] as const
  const terminated = part.flatMap(({ call }) => call ?? [])
  if (terminated.length > 0) throw context.failedAnswer(terminated, ...finding)
  const last = part.at(-1)
  const reader = sessions.find(({ label }) => label === last?.caller)
  const isRefused = last?.alternatives.flat().some(({ kind }) => kind === 'is-dead') === true
  if (reader === undefined) throw failed(...finding)
  throw context.failedReading({ session: reader, self: isRefused ? 'dead' : 'alive' }, ...finding)
})

async function drawMoves(seed: number): Promise<Move[][]> {
  const { default: fc } = await loadFastCheck()
  const kind = fc.constantFrom<Move['kind'][]>('terminate', 'terminate', 'terminate', 'list', 'ask', 'begin', 'logout')
  const move = fc.record({ kind, picks: fc.array(fc.nat(99), { minLength: 2, maxLength: 3 }) })
  const history = fc.array(fc.array(move, { minLength: callers, maxLength: callers }), {
    minLength: rounds,
    maxLength: rounds,
  })
  return fc.sample(history, { seed, numRuns: 1 })[0] ?? []
}

/**
 * Makes the moves, those of one round at once. A round begins when all answers to the one before are in: so a recorded run, whose answers come in their order but not at
 * their time, has the same history.
 */
async function record(
  context: CheckContext,
  first: CheckContext['controller'][],
  moves: readonly Move[][],
): Promise<{ history: Operation[]; sessions: readonly TestSession[] }> {
  const player = createPlayer(context, first)
  const history: Operation[] = []
  let event = 0
  const play = async (round: readonly Move[]) => {
    const sent = event++
    const all = await allSettled(round.map((move) => player.make(move)))
    const answered = event++
    for (const { caller, ...made } of all) {
      history.push({ ...made, caller: caller.label, sent, answered })
    }
  }
  for (const round of moves) await play(round)
  await play(player.sessions.map((_, at) => ({ kind: 'ask', picks: [at] })))
  return { history, sessions: player.sessions }
}
