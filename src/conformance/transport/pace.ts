import pLimit from 'p-limit'
import type { Slowdown, Transport } from '../types.ts'
import { memberOf } from './passing.ts'
import { createSpacing } from './spacing.ts'

/** How many requests are under way at once: fewer where the target is busy. */
export interface Pace {
  /** The transport, with as many requests under way as the pace allows. */
  keeping(transport: Transport): Transport
  /** How far it has fallen, and why first; undefined where it has not. */
  slowdown(): Slowdown | undefined
}

/** It never falls below this. */
const least = 2
/** After so many answers of a target that is not busy, one more request may be under way. */
const calm = 20
/** So many answers show what is usual, and what is so now. */
const watched = 30
/** So many times the usual time, and more than that many milliseconds, is slow. */
const slow = { times: 5, ms: 500 }
/** With so many times the usual time, requests wait in a queue of the server: more of them at once would take no less time in all. */
const queued = 1.2
/** So many more requests at once are tried where no queue is seen. */
const step = 8

/**
 * Halves the number of requests under way when a server, or a gateway before it, answers 429 or 503, and when its answers take far longer than they did, and raises it again
 * one by one. Above the first number, it rises while answers take no longer than with fewer requests, and falls back where they do; not once a server was busy.
 * Where the server answers 429, the requests of that operation are also kept apart.
 *
 * @param underWay how many may be under way at once: at first, and at most.
 * @param now the clock, in milliseconds.
 */
export function createPace(
  underWay: { first: number; most: number },
  now: () => number,
  wait: (ms: number) => Promise<void>,
): Pace {
  const spacing = createSpacing(now, wait)
  const limit = pLimit(underWay.first)
  const durations: number[] = []
  let usual: number | undefined
  let good = 0
  let fallen: Slowdown | undefined

  function fall(reason: string): void {
    limit.concurrency = Math.max(least, Math.floor(limit.concurrency / 2))
    fallen = {
      atOnce: Math.min(fallen?.atOnce ?? limit.concurrency, limit.concurrency),
      reason: fallen?.reason ?? reason,
    }
    good = 0
    durations.length = 0
  }

  function note(status: number, ms: number): void {
    if (status === 429 || status === 503) {
      fall(`status ${status}`)
      return
    }
    good += 1
    if (good >= calm && limit.concurrency < underWay.first) {
      limit.concurrency += 1
      good = 0
    }
    durations.push(ms)
    if (durations.length < watched) return
    const typical = medianOf(durations)
    durations.length = 0
    usual ??= typical
    if (fallen === undefined) {
      const next = limit.concurrency + (typical <= queued * usual ? step : -step)
      limit.concurrency = Math.min(underWay.most, Math.max(underWay.first, next))
    }
    if (typical > slow.ms && typical > slow.times * usual)
      fall(
        `slower answers (of the target, or of this machine): ${Math.round(typical)} ms each, where it was ${Math.round(usual)} ms`,
      )
  }

  return {
    keeping: (transport) => (request, purpose) =>
      limit(async () => {
        const member = memberOf(request)
        await spacing.turn(member)
        const since = now()
        const answer = await transport(request, purpose)
        spacing.note(member, answer.status, since)
        note(answer.status, now() - since)
        return answer
      }),
    slowdown: () => fallen,
  }
}

function medianOf(figures: readonly number[]): number {
  return [...figures].sort((one, other) => one - other)[Math.floor(figures.length / 2)] ?? 0
}
