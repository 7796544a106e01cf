import type { Mutant } from '../mutant.ts'
import { abort } from './abort.ts'
import { atomicity } from './atomicity.ts'
import { authority } from './authority.ts'
import { body } from './body.ts'
import { effect } from './effect.ts'
import { faultShape } from './fault-shape.ts'
import { identity } from './identity.ts'
import { length } from './length.ts'
import { order } from './order.ts'
import { ownSession } from './own-session.ts'
import { request } from './request.ts'
import { secrets } from './secrets.ts'
import { status } from './status.ts'

/** Every mutant, by family. */
export const families: Record<string, readonly Mutant[]> = {
  order,
  abort,
  atomicity,
  length,
  identity,
  effect,
  'own session': ownSession,
  status,
  body,
  'fault shape': faultShape,
  authority,
  request,
  secrets,
}
