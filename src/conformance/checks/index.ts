import type { Check } from '../context/check.ts'
import * as authentication from './authentication.ts'
import * as callers from './callers.ts'
import * as concurrent from './concurrent.ts'
import * as currentSession from './current-session.ts'
import * as effect from './effect.ts'
import * as fault from './fault.ts'
import * as identity from './identity.ts'
import * as linearizable from './linearizable/linearizable.ts'
import * as longList from './long-list.ts'
import * as notFound from './not-found.ts'
import * as onlySession from './only-session.ts'
import * as othersUnchanged from './others-unchanged.ts'
import * as path from './path.ts'
import * as privilege from './privilege.ts'
import * as request from './request.ts'
import * as sequence from './sequence.ts'
import * as sequenceFailures from './sequence-failures.ts'
import * as sequenceLengths from './sequence-lengths.ts'
import * as sequenceModel from './sequence-model/sequence-model.ts'
import * as success from './success.ts'
import * as victims from './victims.ts'

const themes = [
  success,
  longList,
  victims,
  onlySession,
  callers,
  notFound,
  currentSession,
  sequence,
  sequenceFailures,
  sequenceLengths,
  sequenceModel,
  fault,
  request,
  authentication,
  privilege,
  identity,
  path,
  concurrent,
  linearizable,
  effect,
  othersUnchanged,
]

/** Every check of the suite. */
export const checks: readonly Check[] = themes.flatMap((theme) => Object.values<Check>(theme))
