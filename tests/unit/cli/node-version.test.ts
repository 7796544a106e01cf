import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { nodeTooOld } from '../../../src/cli/node-version.ts'

const { engines } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'))

test.each(['16.20.2', '18.20.8', '20.0.0', '20.18.3'])('Node %s is too old', (version) => {
  expect(nodeTooOld(version)).toBe(`vijson needs Node 20.19 or later; this is Node ${version}`)
})

test.each(['20.19.0', '20.20.2', '21.0.0', '22.1.0', '24.0.1', '100.0.0'])('Node %s is not', (version) => {
  expect(nodeTooOld(version)).toBeUndefined()
})

test('the lowest version is that of package.json', () => {
  expect(nodeTooOld('18.0.0')).toContain(`Node ${engines.node.replace('>=', '')} or later`)
})
