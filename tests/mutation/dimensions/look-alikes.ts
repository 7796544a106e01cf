import type { MockSession } from '../../../src/mock/index.ts'
import type { Mutant } from '../mutant.ts'
import { type At, stepping } from './helpers/common.ts'
import { type Reading, readings } from './helpers/readings.ts'

const skipped = (at: At, one: MockSession) => one.key === at.caller.key
const find = (at: At, is: Reading) =>
  [...at.vcenter.sessions.values()].filter((one) => !skipped(at, one) && is(at.key, one, at))

export const lookAlikes: Mutant[] = Object.entries(readings).map(([what, is]) =>
  stepping(`takes ${what} for the key of a session`, (at) => {
    if (at.vcenter.sessions.has(at.key)) return false
    const found = find(at, is)
    for (const one of found) at.vcenter.sessions.delete(one.key)
    return found.length > 0
  }),
)
