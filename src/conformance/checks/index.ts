import type { Check } from '../context/check.ts'
import * as authentication from './authentication.ts'
import * as concurrent from './concurrent.ts'
import * as currentSession from './current-session.ts'
import * as fault from './fault.ts'
import * as identity from './identity.ts'
import * as notFound from './not-found.ts'
import * as path from './path.ts'
import * as privilege from './privilege.ts'
import * as request from './request.ts'
import * as sequence from './sequence.ts'
import * as sequenceModel from './sequence-model/sequence-model.ts'
import * as success from './success.ts'

const themes = [
  success,
  notFound,
  currentSession,
  sequence,
  sequenceModel,
  fault,
  request,
  authentication,
  privilege,
  identity,
  path,
  concurrent,
]

/** Every check of the suite. */
export const checks: readonly Check[] = themes.flatMap((theme) => Object.values<Check>(theme))
