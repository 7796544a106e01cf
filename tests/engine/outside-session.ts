import type { MockSession, VCenter } from '../../src/mock/index.ts'
import { principals } from '../support/principals.ts'

/** Opens a session that is not the run's own, although it is of the same user. */
export function openOutsideSession(vcenter: VCenter): MockSession {
  const { userName, password } = principals.controller
  return vcenter.login(userName, password, { ipAddress: '', userAgent: '' })
}
