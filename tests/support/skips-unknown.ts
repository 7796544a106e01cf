import { createVCenter, type VCenter } from '../../src/mock/index.ts'

/** A vCenter that skips unknown ids in place of stopping at them, which several requirements forbid. @param sound the one that it is made of. */
export function skipsUnknown(sound: VCenter = createVCenter()): VCenter {
  const known = (keys: readonly string[]) => keys.filter((key) => sound.sessions.has(key))
  return { ...sound, terminateSessions: (caller, keys) => sound.terminateSessions(caller, known(keys)) }
}
