import type { SessionRegistry } from '../sessions/session-registry.ts'
import { idSource } from './id-source.ts'

/** The ids that a check puts into a list besides the keys of its sessions. */
export interface Ids {
  /** An id that no session has. */
  unknown(): string
  /** Whether a session, of the run or of others, has that id. */
  isTaken(id: string): boolean
  /** Declares an id that the check has made from others: no session has it. */
  invent(id: string): string
  /** The same for an id that a lenient server might take for a session of others: sent only where there are none. */
  inventDisruptive(id: string): string
}

/** @param name tells the cases of a run apart: each draws ids of its own. */
export function createIds(registry: SessionRegistry, seed: number, name: string): Ids {
  const draw = idSource(seed, name)
  return {
    unknown: () => registry.invent(draw()),
    isTaken: (id) => registry.isTaken(id),
    invent: (id) => registry.invent(id),
    inventDisruptive: (id) => registry.invent(id, true),
  }
}
