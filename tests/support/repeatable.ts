import { createHash } from 'node:crypto'
import { createVCenter, type VCenter } from '../../src/mock/index.ts'

/** A mock whose keys are the same in each run. */
export function createRepeatable(): VCenter {
  let drawn = 0
  const uuid = () => {
    const digits = createHash('sha256').update(String(drawn++)).digest('hex')
    return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20, 32)}`
  }
  return createVCenter({ uuid })
}
