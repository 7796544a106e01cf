import { expect, test } from 'vitest'
import { list } from '../../../src/cli/list.ts'
import { exclusions, requirements } from '../../../src/conformance/index.ts'

test('list shows id, level and statement of each requirement on a line', () => {
  const lines = list(false).split('\n')
  expect(lines).toHaveLength(requirements.length)
  expect(lines[0]).toBe(
    'terminate.success.no-content                must      A call that ends every listed session answers 204 without a body.',
  )
})

test('list writes the whole ledger as JSON', () => {
  expect(JSON.parse(list(true))).toEqual({ requirements, exclusions })
})
