import { expect, test } from 'vitest'
import { runCases } from '../../../../src/conformance/context/cases.ts'
import { failed, unreached, unsupported } from '../../../../src/conformance/errors/verdict-error.ts'

/** Runs a case for each error; undefined for a case that is met. Returns what was thrown, or 'met'. */
const outcomeOf = (errors: Record<string, unknown>) =>
  runCases(errors, async (_, error) => {
    if (error !== undefined) throw error
  }).then(
    () => 'met',
    (error: unknown) => error,
  )

const [fails, missing, lacks] = [failed('schema', 'wrong'), unreached('no way'), unsupported('suite', 'lacks')]

test('every case is run, with its name and its value', async () => {
  const run: string[] = []
  await runCases({ one: 1, other: 2 }, async (name, value) => {
    run.push(`${name} ${value}`)
  })
  expect(run).toEqual(['one 1', 'other 2'])
})

test('nothing is thrown where every case is met', async () => {
  expect(await outcomeOf({ a: undefined, b: undefined })).toBe('met')
})

test("the suite's own error outranks a failure, and is thrown as it is", async () => {
  const own = new TypeError('own')
  expect(await outcomeOf({ a: missing, b: fails, c: own })).toBe(own)
})

test('a failure outranks the other verdicts, and is thrown with the name of its case before the message', async () => {
  expect(await outcomeOf({ a: missing, b: fails, c: lacks })).toMatchObject({
    verdict: 'fail',
    message: 'b: wrong',
    finding: { code: 'schema', message: 'b: wrong' },
  })
})

test('where no case failed, the verdict of the first case that is not met is thrown', async () => {
  expect(await outcomeOf({ a: undefined, b: lacks, c: missing })).toMatchObject({
    verdict: 'unsupported',
    finding: { code: 'suite', message: 'b: lacks' },
  })
})

test('all cases are awaited before one is reported', async () => {
  const events: string[] = []
  await runCases({ fast: 0, slow: 3 }, async (name, ticks) => {
    for (let tick = 0; tick < ticks; tick += 1) await new Promise((resolve) => setImmediate(resolve))
    events.push(name)
    throw unreached(name)
  }).catch(() => events.push('reported'))
  expect(events).toEqual(['fast', 'slow', 'reported'])
})
