import { describe, expect, test } from 'vitest'
import type { RequirementId } from '../../../../generated/requirements.ts'
import { check, disruptive, early, final, last } from '../../../../src/conformance/context/check.ts'
import type { Selected } from '../../../../src/conformance/engine/selection.ts'
import { byLevel, stagesOf } from '../../../../src/conformance/engine/stages.ts'
import type { Level } from '../../../../src/conformance/types.ts'

const selected = (id: RequirementId, level: Level, kind: typeof check | typeof early): Selected => ({
  id,
  level,
  statement: '',
  source: { document: 'convention', basis: 'common sense' },
  check: kind(id, async () => {}),
})
const long: typeof check = (id, run) => check(id, run, { long: true })
const all = [
  selected('terminate.empty-list.no-effect', 'should', disruptive),
  selected('terminate.effect.others-unchanged', 'should', last),
  selected('terminate.success.no-content', 'should', check),
  selected('terminate.success.clones', 'should', check),
  selected('terminate.success.only-session', 'must', final),
  selected('terminate.effect.logins-untouched', 'should', early),
  selected('terminate.sequence.duplicate-id', 'must', check),
  selected('terminate.path.oldest-release', 'should', long),
]

describe('stagesOf', () => {
  const endings = (isLimited: boolean) =>
    Object.fromEntries(
      Object.entries(stagesOf(all, isLimited)).map(([name, stage]) => [
        name,
        stage.map(({ id }: Selected) => id.split('.').at(-1)),
      ]),
    )

  test('runs what is early before the check of clones, and that before all others, of which the long ones begin first; what is final is in no stage', () => {
    expect(endings(false)).toEqual({
      first: ['logins-untouched', 'clones'],
      sideBySide: ['oldest-release', 'no-content', 'duplicate-id'],
      last: ['others-unchanged'],
      disruptive: ['no-effect'],
    })
  })

  test('runs none but the check of clones before the others, and these in their order, where not all may fit', () => {
    expect(endings(true)).toEqual({
      first: ['clones'],
      sideBySide: ['no-content', 'duplicate-id', 'oldest-release'],
      last: ['logins-untouched', 'others-unchanged'],
      disruptive: ['no-effect'],
    })
  })
})

test('byLevel puts the strictest first, and keeps their order', () => {
  expect(byLevel(all).map((group) => group.map(({ id }) => id.split('.').at(-1)))).toEqual([
    ['only-session', 'duplicate-id'],
    ['no-effect', 'others-unchanged', 'no-content', 'clones', 'logins-untouched', 'oldest-release'],
  ])
})
