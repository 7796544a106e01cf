import { createVCenter } from '../../../src/mock/index.ts'
import { mockTarget } from '../mock-target.ts'

/** The mock with a defect: it ends the first listed session only, and trims ids. Without a second account. */
export function defectiveTarget() {
  const vcenter = createVCenter()
  const { limited: _, ...target } = mockTarget({
    vcenter: {
      ...vcenter,
      terminateSessions: (caller, keys) =>
        vcenter.terminateSessions(
          caller,
          keys.slice(0, 1).map((key) => key.trim()),
        ),
    },
  })
  return target
}
