import type { Principal } from './principals.ts'
import { randomHex } from './random.ts'
import type { MockSession, VCenter } from './vcenter.ts'

/** Accounts of people and programs that use the mock beside whoever judges it. Nobody knows their passwords. */
export function otherPrincipals(count: number): Principal[] {
  return Array.from({ length: Math.min(count, 10) }, (_, index) => ({
    userName: `service-${index + 1}@vsphere.local`,
    password: randomHex(20),
    privileges: ['System.View'],
  }))
}

/** How often one of them ends and another begins, in milliseconds. */
const changeMs = 50

/**
 * Keeps that many sessions of others logged on, which come and go.
 *
 * @param principals those of {@link otherPrincipals}.
 * @returns what stops their coming and going.
 */
export function keepOthers(vcenter: VCenter, principals: readonly Principal[], count: number): () => void {
  let begun = 0
  const sessions: MockSession[] = []
  const begin = () => {
    const principal = principals[begun % principals.length]
    if (principal === undefined) return
    begun += 1
    const origin = { ipAddress: `192.0.2.${begun % 250}`, userAgent: `service ${begun}` }
    sessions.push(vcenter.login(principal.userName, principal.password, origin))
  }
  for (let index = 0; index < count; index += 1) begin()
  const timer = setInterval(() => {
    const oldest = sessions.shift()
    if (oldest !== undefined) vcenter.logout(oldest)
    begin()
  }, changeMs)
  return () => clearInterval(timer)
}
