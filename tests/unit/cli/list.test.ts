import { expect, test } from 'vitest'
import { ofReleases } from '../../../generated/requirements.ts'
import { list } from '../../../src/cli/list.ts'
import { exclusions, requirements } from '../../../src/conformance/index.ts'

test('list shows id, level and statement of each requirement on a line', () => {
  const lines = list(false).split('\n')
  expect(lines).toHaveLength(requirements.length)
  expect(lines[0]).toBe(
    'terminate.success.no-content                must      A call that ends every listed session answers 204 without a body.',
  )
})

test.each([60, 80, 110, 200])('list is no wider than a terminal of %i columns, and leaves nothing out', (width) => {
  const lines = list(false, width).split('\n')
  expect(lines.length).toBeGreaterThan(requirements.length)
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width)
  const words = (text: string) => text.split(/[\s()]+/).filter((word) => word !== '')
  expect(words(lines.join('\n'))).toEqual(words(list(false)))
})

test('list writes the whole ledger as JSON', () => {
  expect(JSON.parse(list(true))).toEqual({ requirements, exclusions, ofReleases })
})

test('what differs by release is in the ledger: which requirement, from which release, and what it takes besides', () => {
  expect(ofReleases.length).toBeGreaterThan(0)
  for (const { id, from, statuses, faults } of ofReleases) {
    expect(requirements.map((one) => one.id)).toContain(id)
    expect(from).toMatch(/^\d+(\.\d+){3}$/)
    expect(statuses.length + faults.length).toBeGreaterThan(0)
  }
})
