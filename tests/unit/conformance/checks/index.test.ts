import { expect, test } from 'vitest'
import { requirements } from '../../../../generated/requirements.ts'
import { checks } from '../../../../src/conformance/checks/index.ts'

test('each requirement is decided by one check', () => {
  const idsOf = (all: readonly { id: string }[]) => all.map(({ id }) => id).sort()
  expect(idsOf(checks)).toEqual(idsOf(requirements))
})
