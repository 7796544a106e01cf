import type { Mutant } from '../mutant.ts'
import { aborts } from './aborts.ts'
import { aftermath } from './aftermath.ts'
import { callers } from './callers.ts'
import { companions } from './companions.ts'
import { concurrency } from './concurrency.ts'
import { deadTokens } from './dead-tokens.ts'
import { effects } from './effects.ts'
import { elementTypes } from './element-types.ts'
import { faultKinds } from './fault-kinds.ts'
import { faultTexts } from './fault-texts.ts'
import { interactions } from './interactions.ts'
import { lateWork } from './late-work.ts'
import { lengths } from './length.ts'
import { lookAlikes } from './look-alikes.ts'
import { memberTypes } from './member-types.ts'
import { ownIds } from './own-ids.ts'
import { paths } from './paths.ts'
import { patterns } from './patterns.ts'
import { places } from './places.ts'
import { privileges } from './privileges.ts'
import { releases } from './releases.ts'
import { statuses } from './statuses.ts'
import { syntaxes } from './syntax.ts'
import { tokens } from './tokens.ts'
import { traces } from './traces.ts'
import { unlisted } from './unlisted.ts'
import { unusualClients } from './unusual-clients.ts'
import { victimAges } from './victim-ages.ts'
import { victimOrder } from './victim-order.ts'
import { victims } from './victims.ts'

/**
 * Defects that were written from the page of the operation alone, without sight of a check, over the dimensions of a call. Unlike the families, they
 * have no killer by intention: dimensions.md shows which checks find them, and which defects none finds.
 */
export const dimensions: Record<string, readonly Mutant[]> = {
  'length of the list': lengths,
  'first id that fails': [...places, ...aborts],
  'session that is ended': [...victims, ...victimAges, ...victimOrder],
  caller: [...callers, ...releases],
  'ids like keys': [...lookAlikes, ...patterns],
  "ids like the caller's own": ownIds,
  request: [...elementTypes, ...memberTypes, ...syntaxes],
  'verb and address': paths,
  token: [...tokens, ...deadTokens],
  privilege: privileges,
  'effect and time': [...effects, ...traces, ...companions, ...aftermath, ...lateWork],
  'calls that come together': concurrency,
  'two things together': interactions,
  'unusual clients': unusualClients,
  'of single servers': unlisted,
  answer: [...statuses, ...faultKinds, ...faultTexts],
}
