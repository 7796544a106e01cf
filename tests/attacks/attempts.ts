import { readFile } from 'node:fs/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { principals } from '../support/principals.ts'
import type { Attack, Told } from './attack.ts'
import { type Attacked, otherAccount, startAttacked } from './attacked.ts'

/**
 * Makes every attempt, each at a server of its own: no session of others ends, and what the suite says is so. Prints how many there were of each kind.
 *
 * @param kinds the attempts, by what they make use of.
 */
export function makeAttempts(kinds: Record<string, Attack[]>): void {
  const held = new Map<string, number>()

  describe.each(Object.entries(kinds))('by %s', (kind, attacks) => {
    test.each(attacks.map((attack) => [attack.title, attack] as const))(
      'no session of others ends: %s',
      async (_, attack) => {
        const { told, attacked } = await make(attack)
        expect(attacked.ended().map(({ key }) => key)).toEqual([])
        expect(untruthIn(told)).toBeUndefined()
        held.set(kind, (held.get(kind) ?? 0) + 1)
      },
    )
  })

  test('no attempt is made twice', () => {
    const titles = Object.values(kinds).flatMap((attacks) => attacks.map(({ title }) => title))
    expect(titles.filter((title, place) => titles.indexOf(title) !== place)).toEqual([])
  })

  test.each(Object.entries(kinds))(
    'docs/evidence.md says how many attempts there are by %s',
    async (kind, { length }) => {
      const evidence = await readFile('docs/evidence.md', 'utf8')
      expect(evidence.replaceAll(/ +/g, ' ')).toContain(`| attacks by ${kind} | ${length} | ${length} |`)
    },
  )

  afterAll(() => {
    const rows = Object.entries(kinds).map(([kind, { length }]) => `| ${kind} | ${length} | ${held.get(kind) ?? 0} |`)
    console.log(['| attempts by | made | held |', '| --- | --- | --- |', ...rows].join('\n'))
  })
}

async function make(attack: Attack): Promise<{ told: Told; attacked: Attacked }> {
  const attacked = await startAttacked(attack.isOfOtherAccount ? otherAccount : principals.controller)
  try {
    return { told: await attack.attempt(attacked), attacked }
  } finally {
    attacked.close()
  }
}

/** How an attempt may be held. Any other error would say that the suite has a defect. */
const refusals = [
  /^(error: the suite failed: )?GateRefusal: not sent: /,
  /^(VerdictError|unreached): /,
  // A session of the run is frozen, and JavaScript itself says so.
  /TypeError: Cannot (assign to read only|redefine) property/,
  /TypeError: 'get' on proxy: property '\w+' is a read-only/,
]

/** What the suite says that is not so; undefined where there is nothing. */
function untruthIn(told: Told): string | undefined {
  switch (told.kind) {
    case 'passed':
      return undefined
    case 'refused':
      return refusals.some((refusal) => refusal.test(told.reason)) ? undefined : told.reason
    case 'result': {
      const { requirements, verdict, sessions, retries } = told.result
      const broken = requirements.find((one) => one.verdict === 'error')
      if (broken !== undefined) return `${broken.id}: ${broken.finding?.message}`
      const isNoted = requirements.some(({ recorded = [] }) =>
        recorded.some((note) => note.startsWith('without clones,')),
      )
      const isTold =
        verdict !== 'conformant' || sessions.unclosable > 0 || sessions.leaked > 0 || retries.length > 0 || isNoted
      return told.mustTell && !isTold ? 'the run says nothing of what the server did' : undefined
    }
  }
}
