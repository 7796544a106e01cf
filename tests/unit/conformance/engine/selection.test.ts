import { describe, expect, test } from 'vitest'
import { requirements } from '../../../../generated/requirements.ts'
import { select } from '../../../../src/conformance/engine/selection.ts'
import { ConfigurationError } from '../../../../src/conformance/errors/configuration-error.ts'
import type { Level, Selection } from '../../../../src/conformance/types.ts'

const idsOf = (selection: Selection) => select(selection).map(({ id }) => id)

describe('select', () => {
  test('without options, all requirements are selected', () => {
    expect(idsOf({})).toEqual(requirements.map(({ id }) => id))
  })

  test('an empty list of ids is refused: a filter that matches nothing must not select everything', () => {
    expect(() => idsOf({ only: [] })).toThrow('only names no requirement')
  })

  test.each<[string, Level, Level[]]>([
    ['the level must selects only that level', 'must', ['must']],
    ['the level should selects must and should', 'should', ['must', 'should']],
    ['the level observed selects all levels', 'observed', ['must', 'should', 'observed']],
  ])('%s', (_, level, selected) => {
    expect(idsOf({ level })).toEqual(
      requirements.filter((requirement) => selected.includes(requirement.level)).map(({ id }) => id),
    )
  })

  test('the requirements come in the order of the ledger, each with the check that decides it', () => {
    const only = ['terminate.sequence.list-order', 'terminate.success.no-content']
    expect(select({ only }).map(({ id, check }) => [id, check.id])).toEqual([
      ['terminate.success.no-content', 'terminate.success.no-content'],
      ['terminate.sequence.list-order', 'terminate.sequence.list-order'],
    ])
  })

  test('an unknown requirement is refused', () => {
    expect(() => idsOf({ only: ['terminate.success.no-content', 'terminate.nothing'] })).toThrow(
      new ConfigurationError('unknown requirement terminate.nothing; `vijson list` shows all requirements'),
    )
  })

  test('a selection without any requirement is refused', () => {
    expect(() => idsOf({ only: ['terminate.path.unknown-moid'], level: 'must' })).toThrow(
      new ConfigurationError('none of the requirements named is of level must or above'),
    )
  })
})
