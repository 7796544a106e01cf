import type { RequirementId } from '../../../../generated/requirements.ts'
import type { Body } from './body.ts'
import { contents } from './contents.ts'
import { members } from './members.ts'
import { notJson } from './not-json.ts'
import { spellings } from './spellings.ts'
import { types } from './types.ts'
import { verbs } from './verbs.ts'

/** Every odd body, by the name of its step. */
export const bodies: Readonly<Record<string, Body>> = {
  ...types,
  ...members,
  ...notJson,
  ...contents,
  ...verbs,
  ...spellings,
}

/** The names of the bodies that a requirement judges. */
export function bodiesOf(check: RequirementId): string[] {
  return Object.keys(bodies).filter((name) => bodies[name]?.check === check)
}
