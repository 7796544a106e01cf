import { expect, test } from 'vitest'
import { untilJudged } from '../../../../src/conformance/context/until-judged.ts'
import { createWeather, type Weather } from '../../../../src/conformance/transport/weather.ts'

const purpose = { requirement: 'terminate.a', caseName: '', step: '' }

/** Runs something whose attempts have these unjudged calls, one after the other; the last again and again. */
async function judging(attempts: readonly [number, string][][], { isAnswered = true, isAborted = false } = {}) {
  const weather = createWeather({ wait: async () => {}, sinceStart: () => 0 })
  const signal = isAborted ? AbortSignal.abort() : new AbortController().signal
  const again: string[] = []
  let made = 0
  const run = async () => {
    if (isAnswered) await answerOne(weather)
    made += 1
    return { made, unjudged: new Map(attempts[made - 1] ?? attempts.at(-1)) }
  }
  const { ended, reason } = await untilJudged(weather, signal, run, (why) => again.push(why))
  return { made: ended.made, reason, again, isStanding: weather.isStanding }
}

async function answerOne(weather: Weather): Promise<void> {
  const request = { method: 'GET', url: 'https://mock.invalid/sessionList', headers: new Headers(), body: undefined }
  await weather.patient(async () => ({ status: 200, headers: new Headers(), body: new Uint8Array() }), purpose)(request)
}

test.each<[string, [number, string][][], object]>([
  ['what is judged at once is run once', [[]], { made: 1, reason: undefined, again: [], isStanding: false }],
  [
    'what was not judged is run again',
    [[[1, 'status 503']], [[2, 'connection lost']], []],
    { made: 3, reason: undefined, again: ['status 503', 'connection lost'], isStanding: false },
  ],
  [
    'one call that is answered so five times in a row is a finding',
    [[[2, 'status 503']]],
    { made: 5, reason: undefined, again: Array(4).fill('status 503'), isStanding: true },
  ],
  [
    'too many requests are no finding, however often they are answered so',
    [[[2, 'status 429']]],
    { made: 10, reason: 'status 429', again: Array(9).fill('status 429'), isStanding: false },
  ],
  [
    'other calls each time are none: after ten runs, they have not been judged',
    Array.from({ length: 10 }, (_, index) => [[index % 2, 'status 429']]),
    { made: 10, reason: 'status 429', again: Array(9).fill('status 429'), isStanding: false },
  ],
])('%s', async (_, attempts, expected) => {
  expect(await judging(attempts)).toEqual(expected)
})

test('a target that answers nothing else is busy as a whole', async () => {
  expect(await judging([[[1, 'status 503']]], { isAnswered: false })).toMatchObject({ made: 3, isStanding: false })
})

test('after an interruption, nothing is run again', async () => {
  expect(await judging([[[1, 'status 503']]], { isAborted: true })).toMatchObject({ made: 1, reason: 'status 503' })
})

test('where three calls were answered so and judged when they were made again, none is a finding any more', async () => {
  const weather = createWeather({ wait: async () => {}, sinceStart: () => 0 })
  const { signal } = new AbortController()
  const judge = async (attempts: readonly [number, string][][]) => {
    let made = 0
    const run = async () => {
      await answerOne(weather)
      made += 1
      return { unjudged: new Map(attempts[made - 1] ?? attempts.at(-1)) }
    }
    return untilJudged(weather, signal, run, () => {})
  }
  for (let call = 0; call < 3; call += 1) await judge([[[1, 'status 503']], []])
  expect((await judge([[[1, 'status 503']]])).reason).toBe('status 503')
})
